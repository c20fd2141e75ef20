import { setTimeout as pause } from 'node:timers/promises';
import { touchRecorded } from '@baton/contracts';
import { type RunningSystem, startSystem } from '@baton/testing';
import pg from 'pg';
import { type Bench, rounded } from '../bench.js';
import { peakMemoryMb } from '../loop/process-usage.js';

const FULL = 1_000_000;
const QUICK = 50_000;
const LEADS = 20_000;
const INSERTED_AT_ONCE = 50_000;
const LOOK_EVERY_MS = 500;
const WARM_UP_MS = 5_000;

/** A pile of events in an outbox, as after a night without Kafka: how fast it goes, and how much memory that takes. */
export const backlog: Bench = async ({ quick, say, interrupted }) => {
  const events = quick ? QUICK : FULL;
  say('Starting Baton on fresh, durable servers');
  const system = await startSystem({ durable: true });
  const database = new pg.Client({ connectionString: system.system.infrastructure.adminUrl });
  try {
    await database.connect();
    await pause(WARM_UP_MS);
    const before = { ingest: memoryOf(system, 'ingest'), reporting: memoryOf(system, 'reporting') };
    say(`Writing ${events} events into ingest's outbox`);
    await pile(database, events, interrupted);

    const startedAt = performance.now();
    const relayed = await until(database, 'SELECT seq >= $1 AS done FROM ingest.outbox_cursor', events, interrupted);
    say(`Kafka has them after ${((relayed - startedAt) / 1_000).toFixed(0)} s`);
    const consumed = await until(
      database,
      'SELECT (SELECT count(*) FROM reporting.inbox_events) >= $1 AS done',
      events,
      interrupted,
    );
    const after = { ingest: memoryOf(system, 'ingest'), reporting: memoryOf(system, 'reporting') };
    const figures = {
      events,
      relayedPerSecond: rounded((events * 1_000) / (relayed - startedAt)),
      consumedPerSecond: rounded((events * 1_000) / (consumed - startedAt)),
      relayMemoryMb: rounded(after.ingest),
      consumerMemoryMb: rounded(after.reporting),
    };
    const ratios = {
      relayMemory: rounded(after.ingest / before.ingest),
      consumerMemory: rounded(after.reporting / before.reporting),
    };
    return { result: { name: 'backlog', figures, ratios }, table: tableOf(figures, ratios) };
  } finally {
    await database.end().catch(() => {});
    await system.stop();
  }
};

function memoryOf(system: RunningSystem, service: 'ingest' | 'reporting'): number {
  const pid = system.system.apps.get(service)?.mark?.pid;
  if (pid === undefined) throw new Error(`${service} does not run.`);
  return peakMemoryMb([pid]);
}

/** Rows as a use case would have left them. */
async function pile(database: pg.Client, events: number, interrupted: AbortSignal): Promise<void> {
  const { topic, version, owner, example } = touchRecorded;
  for (let from = 0; from < events; from += INSERTED_AT_ONCE) {
    interrupted.throwIfAborted();
    await database.query(
      `INSERT INTO ingest.outbox_events (id, topic, key, payload, headers)
       SELECT id, $1, convert_to(lead, 'UTF8'),
              convert_to((jsonb_build_object('leadId', lead, 'touchId', id) || $2::jsonb)::text, 'UTF8'),
              jsonb_build_object('ce_id', id, 'ce_correlationid', id, 'ce_subject', lead, 'ce_sequence', '1') || $3::jsonb
         FROM (SELECT uuidv7() AS id, ('00000000-0000-7000-8000-' || lpad((number % $4)::text, 12, '0')) AS lead
                 FROM generate_series($5::int, $6::int) AS number) AS event`,
      [
        topic,
        JSON.stringify({ ...example, leadId: undefined, touchId: undefined }),
        JSON.stringify({
          ce_specversion: '1.0',
          ce_type: topic,
          ce_source: `/baton/${owner}`,
          ce_time: new Date().toISOString(),
          ce_dataschema: `/schemas/${topic}.v${version}.json`,
          'content-type': 'application/json',
        }),
        LEADS,
        from + 1,
        Math.min(from + INSERTED_AT_ONCE, events),
      ],
    );
  }
}

/** @returns when it was so, on the clock of `performance.now()`. */
async function until(database: pg.Client, question: string, events: number, interrupted: AbortSignal): Promise<number> {
  for (;;) {
    interrupted.throwIfAborted();
    const { rows } = await database.query<{ done: boolean }>(question, [events]);
    if (rows[0]?.done) return performance.now();
    await pause(LOOK_EVERY_MS);
  }
}

function tableOf(figures: Record<string, number>, ratios: Record<string, number>): string {
  const titles: Record<string, string> = {
    events: 'events piled up',
    relayedPerSecond: 'relayed a second, while the rest is written',
    consumedPerSecond: 'through relay, Kafka and reporting, a second',
    relayMemoryMb: "ingest's memory at its peak, MB",
    consumerMemoryMb: "reporting's memory at its peak, MB",
  };
  const rows = Object.entries(titles).map(([key, title]) => `${title.padEnd(46)}${String(figures[key]).padStart(10)}`);
  return [...rows, `ratios to before the pile: relay's memory ${ratios['relayMemory']}, consumer's ${ratios['consumerMemory']}`].join('\n');
}
