import type { UnitOfWork } from '@baton/messaging';
import { Clock } from '@baton/service-kit';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { candidateOf } from '../domain/candidate.js';
import type { LineInForce } from '../domain/inputs.js';
import { cutFor } from '../domain/line-policy.js';
import type { PointsTable } from '../domain/points-table.js';
import { Cuts } from '../infrastructure/cuts.js';
import { LinePolicies, type StoredLinePolicy } from '../infrastructure/line-policies.js';

/** Serialises laying, so that of many pods one does it. */
const LINE_LOCK = 4_242_101;

/** Where the line lies: it follows the newest leads, so that a drifting score does not change how many are sent. */
@Injectable()
export class LayTheLine {
  constructor(
    private readonly policies: LinePolicies,
    private readonly cuts: Cuts,
    private readonly clock: Clock,
  ) {}

  async inForce(table: PointsTable, { manager }: UnitOfWork): Promise<LineInForce> {
    const policy = await this.policies.inForce(this.clock.now(), manager);
    return { cut: await this.cutOf(policy, table, manager), policy: policy.version, sampleShare: policy.policy.sampleShare };
  }

  /** Lays it anew through the newest leads. @returns whether nobody else was at it. */
  async follow(table: PointsTable, { manager }: UnitOfWork): Promise<boolean> {
    const [{ free }]: [{ free: boolean }] = await manager.query('SELECT pg_try_advisory_xact_lock($1) AS free', [LINE_LOCK]);
    if (!free) return false;
    await this.lay(await this.policies.inForce(this.clock.now(), manager), table, manager);
    return true;
  }

  private async cutOf(stored: StoredLinePolicy, table: PointsTable, manager: EntityManager): Promise<number> {
    if (stored.policy.kind === 'points') return table.line;
    const known = await this.cuts.newest(stored.version, table.version, manager);
    return known?.cut ?? (await this.lay(stored, table, manager));
  }

  /** With too few leads for a share of them the points table says, for the time being. */
  private async lay(stored: StoredLinePolicy, table: PointsTable, manager: EntityManager): Promise<number> {
    const now = this.clock.now();
    const window = await this.cuts.window(now, manager);
    const cut = cutFor(stored.policy, {
      leads: window.map((lead) => candidateOf({ ...lead, at: lead.at.toISOString() }, table)),
      leadsPerWeek: await this.cuts.leadsPerWeek(now, manager),
    });
    if (cut === null) return table.line;
    await this.cuts.add(
      {
        policyVersion: stored.version,
        modelVersion: table.version,
        cut,
        leads: window.length,
        newestLead: window[0]?.leadId ?? null,
        at: now,
      },
      manager,
    );
    return cut;
  }
}
