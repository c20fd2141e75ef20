import { contractsConsumedBy } from '@baton/contracts';
import { KafkaJsBroker } from '@baton/messaging';
import { services } from '@baton/start';
import { setTimeout as pause } from 'node:timers/promises';
import type { Rig } from '../rig/rig.js';

const silent = { debug() {}, info() {}, warn() {}, error() {} };
const LOOK_EVERY_MS = 300;

/**
 * Waits until nothing is on its way any more: no delivery unprocessed, every outbox sent, every consumer at the end.
 * @returns how long it took in milliseconds.
 * @throws Error naming what is stuck.
 */
export async function untilSettled(rig: Rig, timeoutMs: number): Promise<number> {
  const broker = new KafkaJsBroker({ clientId: 'auditor', brokers: rig.brokers, logger: silent });
  const startedAt = performance.now();
  let quiet = 0;
  try {
    for (;;) {
      const open = await whatIsOnItsWay(rig, broker).catch((error: unknown) => [String(error)]);
      // Twice in a row: an event may be between two of the places where we look.
      quiet = open.length === 0 ? quiet + 1 : 0;
      const elapsed = performance.now() - startedAt;
      if (quiet === 2) return elapsed;
      if (elapsed > timeoutMs) throw new Error(`stuck after ${Math.round(elapsed / 1_000)} s: ${open.join('; ')}`);
      await pause(LOOK_EVERY_MS);
    }
  } finally {
    await broker.close();
  }
}

async function whatIsOnItsWay(rig: Rig, broker: KafkaJsBroker): Promise<string[]> {
  const open: string[] = [];
  const [{ stored } = { stored: 0 }] = await rig.sql<{ stored: number }>(
    `SELECT count(*)::int AS stored FROM ingest.deliveries WHERE state = 'stored'`,
  );
  if (stored > 0) open.push(`${stored} deliveries are stored and not processed`);
  for (const service of services) {
    const [{ depth } = { depth: 0 }] = await rig.sql<{ depth: number }>(
      `SELECT count(*)::int AS depth FROM ${service}.outbox_events WHERE seq > (SELECT seq FROM ${service}.outbox_cursor)`,
    );
    if (depth > 0) open.push(`${service}'s outbox holds ${depth}`);
    const topics = contractsConsumedBy(service).map(({ topic }) => topic);
    if (topics.length === 0) continue;
    const lag = await broker.admin.lag(service, topics);
    const behind = lag.filter((partition) => partition.lag > 0);
    if (behind.length > 0) {
      open.push(`${service} is behind by ${behind.map(({ topic, partition, lag: by }) => `${by} on ${topic}/${partition}`).join(', ')}`);
    }
  }
  return open;
}
