import { setTimeout as pause } from 'node:timers/promises';
import { type LoggedEvent, readEventLog } from './event-log.js';
import { type DeliveryEnd, judgeDeliveries, type Judgement, type LeadEnds, type SentDelivery } from './judge-deliveries.js';

/** A running Baton, as seen from outside. */
export interface SystemUnderTest {
  /** The front door, e.g. `http://127.0.0.1:8080`. */
  readonly url: string;
  readonly brokers: readonly string[];
  readonly operatorToken: string;
}

const SERVICES = ['ingest', 'scoring', 'routing', 'feedback', 'reporting'];
const IDS_A_REQUEST = 1_000;
const NAMED_AT_MOST = 20;

/**
 * Waits until each delivery has ended exactly once.
 * @throws Error naming those that have not by `timeoutMs`, or those that ended twice.
 */
export async function expectEachDeliveryEndsOnce(
  system: SystemUnderTest,
  sent: readonly SentDelivery[],
  { timeoutMs }: { timeoutMs: number },
): Promise<void> {
  const leads = new LeadLog();
  const log = await readEventLog(system.brokers, ['lead.held', 'lead.qualified', 'lead.routed'], (event) =>
    leads.note(event),
  );
  try {
    const deadline = Date.now() + timeoutMs;
    let judgement = await judgeNow(system, sent, leads);
    while (judgement.unended.length > 0 && judgement.twice.length === 0 && Date.now() < deadline) {
      await pause(250);
      judgement = await judgeNow(system, sent, leads);
    }
    // What took effect twice may show only behind the moment when everything has ended once.
    if (judgement.unended.length === 0) {
      await leads.quiet();
      judgement = await judgeNow(system, sent, leads);
    }
    const faults = [...judgement.twice, ...judgement.unended];
    if (faults.length === 0) return;
    const more = faults.length > NAMED_AT_MOST ? `\n… and ${faults.length - NAMED_AT_MOST} more` : '';
    throw new Error(
      `${judgement.unended.length} of ${sent.length} deliveries have not ended, ${judgement.twice.length} ended twice:\n` +
        faults.slice(0, NAMED_AT_MOST).join('\n') +
        more,
    );
  } finally {
    await log.stop();
  }
}

async function judgeNow(
  system: SystemUnderTest,
  sent: readonly SentDelivery[],
  leads: LeadLog,
): Promise<Judgement> {
  const ends = new Map<string, DeliveryEnd>();
  const ids = sent.map(({ deliveryId }) => deliveryId);
  for (let from = 0; from < ids.length; from += IDS_A_REQUEST) {
    const answer = await call<DeliveryEnd[]>(system, '/api/ingest/deliveries/outcomes', {
      ids: ids.slice(from, from + IDS_A_REQUEST),
    });
    for (const end of answer) ends.set(end.id, end);
  }
  const deadLetterSubjects = new Set<string>();
  const deadLetterDeliveries = new Set<string>();
  for (const service of SERVICES) {
    for (const letter of await openDeadLetters(system, service)) {
      if (letter.subject) deadLetterSubjects.add(letter.subject);
      if (letter.origin.deliveryId) deadLetterDeliveries.add(letter.origin.deliveryId);
    }
  }
  return judgeDeliveries(sent, { ends, leads: leads.ends(), deadLetterSubjects, deadLetterDeliveries });
}

interface OpenDeadLetter {
  readonly id: string;
  readonly subject: string | null;
  readonly origin: { readonly deliveryId?: string };
}

async function openDeadLetters(system: SystemUnderTest, service: string): Promise<OpenDeadLetter[]> {
  const all: OpenDeadLetter[] = [];
  for (;;) {
    const after = all.length > 0 ? `&after=${all.at(-1)?.id}` : '';
    const page = await call<OpenDeadLetter[]>(
      system,
      `/api/${service}/dead-letters?state=open&limit=500${after}`,
    );
    all.push(...page);
    if (page.length < 500) return all;
  }
}

/** Calls the front door as an operator, and again while a service is away: it may have just been killed. */
async function call<Answer>(system: SystemUnderTest, path: string, body?: unknown): Promise<Answer> {
  for (let attempt = 1; ; attempt++) {
    try {
      const answer = await fetch(system.url + path, {
        method: body ? 'POST' : 'GET',
        headers: {
          authorization: `Bearer ${system.operatorToken}`,
          ...(body ? { 'content-type': 'application/json' } : {}),
        },
        ...(body ? { body: JSON.stringify(body) } : {}),
      });
      if (answer.ok) return (await answer.json()) as Answer;
      if (answer.status < 500 || attempt === 40) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    } catch (error) {
      if (attempt === 40 || (error instanceof Error && error.message.startsWith(path))) throw error;
    }
    await pause(500);
  }
}

/** Counts what the log says about each lead; a record that the relay repeated counts once. */
class LeadLog {
  private readonly seen = new Set<string>();
  private readonly leads = new Map<string, { held: number; qualified: number; routed: Map<number, number> }>();
  private lastNews = Date.now();

  note({ id, topic, subject, value }: LoggedEvent): void {
    if (this.seen.has(id)) return;
    this.seen.add(id);
    const attempt = attemptIn(value);
    this.lastNews = Date.now();
    const lead = this.leads.get(subject) ?? { held: 0, qualified: 0, routed: new Map<number, number>() };
    this.leads.set(subject, lead);
    if (topic === 'lead.held') lead.held++;
    if (topic === 'lead.qualified') lead.qualified++;
    if (topic === 'lead.routed' && attempt !== undefined) {
      lead.routed.set(attempt, (lead.routed.get(attempt) ?? 0) + 1);
    }
  }

  ends(): ReadonlyMap<string, LeadEnds> {
    return this.leads;
  }

  /** Waits until the log has been silent for a moment. */
  async quiet(): Promise<void> {
    while (Date.now() - this.lastNews < 1_500) await pause(100);
  }
}

/** Anybody may have written anything into a topic: what is no event says nothing about a lead. */
function attemptIn(value: string): number | undefined {
  try {
    const data = JSON.parse(value) as { attempt?: number } | null;
    return data?.attempt;
  } catch {
    return undefined;
  }
}
