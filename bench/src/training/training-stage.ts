import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contractOf, leadCreated, type LeadState } from '@baton/contracts';
import { startInfrastructure } from '@baton/infrastructure';
import type { LearnedTable, Seen } from '@baton/learning';
import { ScoringEvents } from '@baton/scoring/events';
import { scoring } from '@baton/scoring/service';
import { receivedEvent, startTestService, TEST_POSTGRES } from '@baton/testing';
import { v7 as newId } from 'uuid';

/** Scoring on durable servers, fed by hand with batches of new leads. */
export interface TrainingStage {
  /** Judges a batch as the consumer would hand it over. @returns how long it took, in milliseconds */
  judge(leads: readonly Seen[]): Promise<number>;
  /** Lets a learned table rule. */
  rule(table: LearnedTable): Promise<void>;
  stop(): Promise<void>;
}

const example = contractOf('lead.created')!.example as LeadState;

export async function startTrainingStage(): Promise<TrainingStage> {
  const folder = mkdtempSync(join(tmpdir(), 'baton-bench-'));
  // Postgres does not run as root, so somebody else must be able to enter.
  chmodSync(folder, 0o755);
  const servers = await startInfrastructure({ folder, postgresPassword: 'bench', durable: true, prefer: 'embedded', say: () => {} });
  process.env[TEST_POSTGRES] = servers.adminUrl;
  const service = await startTestService(scoring);
  const events = service.app.get(ScoringEvents);
  return {
    async judge(leads) {
      const startedAt = performance.now();
      await service.inTransaction((uow) => events.created(leads.map(asEvent), uow));
      return performance.now() - startedAt;
    },
    async rule({ rules, calibration }) {
      const answer = await service.call('marketer', 'POST', '/points-tables', {
        line: 0,
        rules: rules.map(({ seen: _, ...rule }) => rule),
        calibration,
        reason: 'learned in the bench',
      });
      if (answer.status !== 201) throw new Error(`The table was not taken: ${JSON.stringify(answer.body)}`);
    },
    async stop() {
      await service.stop();
      await servers.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function asEvent({ facts }: Seen) {
  const leadId = newId();
  const attributes = Object.fromEntries(Object.entries(facts).map(([field, fact]) => [field.slice('attributes.'.length), fact ?? null]));
  return receivedEvent(leadCreated, {
    subject: leadId,
    sequence: 1,
    data: { ...example, leadId, attributes, fromInquiry: false, deliveryId: newId() },
  });
}
