import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { contractOf } from '@baton/contracts';
import {
  expectEachDeliveryEndsOnce,
  type LoggedEvent,
  readEventLog,
  type RunningSystem,
  type SentDelivery,
} from '@baton/testing';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { Webhook } from 'standardwebhooks';
import type { LeadRow } from './lead-rows.js';
import { createWorkspace, reps } from './workspace.js';

export interface LoopOptions {
  readonly rows: readonly LeadRow[];
  /** Every delivery whose number is a multiple of it is sent three times. */
  readonly sendThriceEvery?: number;
  /** Called once, when half of the deliveries have been accepted. */
  readonly halfWay?: () => Promise<void>;
}

export interface LoopResult {
  readonly sent: SentDelivery[];
  readonly rows: { inquiries: number; leads: number };
  /** Verdicts that the simulated reps gave. */
  readonly verdicts: { accepted: number; rejected: Map<string, number> };
  readonly routedLeads: Set<string>;
  /** What an outside consumer read and validated, by topic: different events. */
  readonly consumed: Map<string, Set<string>>;
  readonly invalid: string[];
  readonly funnel: FunnelTotals;
}

export interface FunnelTotals {
  readonly received: number;
  readonly inquiry: number;
  readonly held: number;
  readonly qualified: number;
  readonly routed: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly rejectedBy: readonly { readonly code: string; readonly main: number }[];
  readonly undecided: number;
}

const CAMPAIGNS = ['search-spring', 'site-always-on', 'partners'];
const REASONS = ['NO_PROJECT', 'NOT_READY_RESEARCHING', 'NO_BUDGET', 'BAD_CONTACT_DATA', 'NOT_DECISION_ROLE'];
const CONNECTIONS = 16;

/** Posts the rows in order, answers every routed lead as its row says, and waits until all has ended. */
export async function runTheLoop(system: RunningSystem, options: LoopOptions): Promise<LoopResult> {
  const { sourceId, secret } = await createWorkspace(system);
  const outsider = await validateFromOutside(system, ['lead.created', 'lead.rejected']);
  const sales = startSales(system, new Map(options.rows.map((row) => [emailOf(row), row])));

  const sent = await postInOrder(system, sourceId, new Webhook(secret), options);
  await expectEachDeliveryEndsOnce(system, sent, { timeoutMs: 120_000 });
  const verdicts = await sales.untilAllAnswered();
  await outsider.untilRead('lead.rejected', sum(verdicts.rejected.values()));
  await outsider.stop();

  const inquiries = options.rows.filter((_, index) => isBareAddress(index)).length;
  return {
    sent,
    rows: { inquiries, leads: options.rows.length - inquiries },
    verdicts,
    routedLeads: sales.answered,
    consumed: outsider.read,
    invalid: outsider.invalid,
    funnel: await settledFunnel(system, options.rows.length, verdicts),
  };
}

/** A tenth of the people leave an address and nothing else. */
const isBareAddress = (index: number) => index % 10 === 9;
const emailOf = ({ id }: LeadRow) => `lead-${id}@people.example`;

function bodyOf(row: LeadRow, index: number): string {
  const data = isBareAddress(index)
    ? { Email: emailOf(row) }
    : {
        ...row.columns,
        Email: emailOf(row),
        Name: `Person ${row.id.slice(0, 8)}`,
        Company: `Firm ${row.id.slice(9, 13)}`,
        Campaign: CAMPAIGNS[index % CAMPAIGNS.length],
      };
  return JSON.stringify({ type: 'lead.submitted', timestamp: new Date().toISOString(), data });
}

async function postInOrder(
  system: RunningSystem,
  sourceId: string,
  webhook: Webhook,
  { rows, sendThriceEvery, halfWay }: LoopOptions,
): Promise<SentDelivery[]> {
  const sent: SentDelivery[] = [];
  let next = 0;
  let halfWayDone: Promise<void> | undefined;
  const sender = async () => {
    for (let index = next++; index < rows.length; index = next++) {
      const row = rows[index]!;
      const id = `msg_${row.id}`;
      const body = bodyOf(row, index);
      const times = sendThriceEvery && index % sendThriceEvery === 0 ? 3 : 1;
      for (let time = 0; time < times; time++) {
        const now = new Date();
        const answer = await fetch(`${system.url}/webhooks/${sourceId}`, {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            'webhook-id': id,
            'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
            'webhook-signature': webhook.sign(id, now, body),
          },
          body,
        });
        if (answer.status !== 200) throw new Error(`delivery ${index}: ${answer.status} ${await answer.text()}`);
        const { deliveryId } = (await answer.json()) as { deliveryId: string };
        sent.push({ deliveryId, dedupeKey: id });
      }
      if (index >= rows.length / 2) halfWayDone ??= halfWay?.();
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, sender));
  await halfWayDone;
  return sent;
}

interface HandedLead {
  readonly leadId: string;
  readonly person: { readonly email: string };
}

/** Reps who know only what became of the person in the end, and answer each lead by it. */
function startSales(system: RunningSystem, rowByEmail: ReadonlyMap<string, LeadRow>) {
  const answered = new Set<string>();
  const verdicts = { accepted: 0, rejected: new Map<string, number>() };
  let failure: unknown;
  let stopped = false;
  let idleRounds = 0;

  const work = async (repId: string) => {
    const rep = system.as('rep', repId);
    while (!stopped) {
      const { leads } = await rep.get<{ leads: HandedLead[] }>('/api/feedback/leads?state=open&limit=100');
      for (const lead of leads) {
        if (answered.has(lead.leadId)) continue;
        const row = rowByEmail.get(lead.person.email);
        if (!row) throw new Error(`a rep was handed ${lead.person.email}, whom nobody sent`);
        if (row.converted) {
          await rep.post(`/api/feedback/leads/${lead.leadId}/accept`, {});
          verdicts.accepted++;
        } else {
          const reason = REASONS[Number.parseInt(row.id.slice(0, 4), 16) % REASONS.length]!;
          await rep.post(`/api/feedback/leads/${lead.leadId}/reject`, { reasons: [reason] });
          verdicts.rejected.set(reason, (verdicts.rejected.get(reason) ?? 0) + 1);
        }
        answered.add(lead.leadId);
      }
      idleRounds = leads.length === 0 ? idleRounds + 1 : 0;
      if (leads.length === 0) await new Promise((resolve) => setTimeout(resolve, 100));
    }
  };
  const working = Promise.all(reps.map(({ id }) => work(id))).catch((error: unknown) => {
    failure = error;
  });
  return {
    answered,
    /** Resolves once every lead on every list has its verdict. Call it when nothing new is on its way. */
    untilAllAnswered: async () => {
      await system.eventually('every routed lead is answered', async () => {
        if (failure) throw failure;
        const { total } = await openOnAllLists(system);
        return total === 0 && idleRounds > reps.length * 2;
      });
      stopped = true;
      await working;
      return verdicts;
    },
  };
}

async function openOnAllLists(system: RunningSystem): Promise<{ total: number }> {
  const { leads } = await system.as('operator').get<{ leads: HandedLead[] }>('/api/feedback/leads?state=open&limit=1');
  return { total: leads.length };
}

/** A stranger who subscribes to topics and holds each record against the published JSON Schema. */
async function validateFromOutside(system: RunningSystem, topics: string[]) {
  const ajv = new Ajv2020({ strict: false });
  formats.default(ajv);
  const read = new Map<string, Set<string>>(topics.map((topic) => [topic, new Set()]));
  const invalid: string[] = [];
  const validators = new Map(
    topics.map((topic) => {
      const file = join(import.meta.dirname, '..', 'schemas', `${topic}.v${contractOf(topic)!.version}.json`);
      return [topic, ajv.compile(JSON.parse(readFileSync(file, 'utf8')))] as const;
    }),
  );
  const log = await readEventLog(system.brokers, topics, ({ id, topic, value, headers }: LoggedEvent) => {
    const validate = validators.get(topic)!;
    if (!validate(JSON.parse(value))) invalid.push(`${topic} ${id}: ${ajv.errorsText(validate.errors)}`);
    if (headers['ce_type'] !== topic || headers['ce_specversion'] !== '1.0') invalid.push(`${topic} ${id}: envelope`);
    read.get(topic)!.add(id);
  });
  return {
    read,
    invalid,
    stop: log.stop,
    untilRead: (topic: string, count: number) =>
      system.eventually(`${count} records of ${topic} are read`, () => Promise.resolve(read.get(topic)!.size >= count)),
  };
}

/** The funnel once reporting has heard of every verdict. */
async function settledFunnel(
  system: RunningSystem,
  received: number,
  verdicts: LoopResult['verdicts'],
): Promise<FunnelTotals> {
  let totals: FunnelTotals | undefined;
  await system.eventually('the funnel has heard of everything', async () => {
    ({ totals } = await system.as('marketer').get<{ totals: FunnelTotals }>('/api/reporting/funnel'));
    return (
      totals.received === received &&
      totals.accepted === verdicts.accepted &&
      totals.rejected === sum(verdicts.rejected.values())
    );
  });
  return totals!;
}

function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
