import { contractsConsumedBy, deadLetterTopic, eventCatalogue } from '@baton/contracts';
import { services } from '@baton/start';
import { type LoggedEvent, readWholeLog } from '@baton/testing';
import { POISON_HEADER } from '../load/poison-records.js';
import type { Rig } from '../rig/rig.js';

export interface LogAudit {
  readonly violations: string[];
  /** Different events. */
  readonly events: number;
  /** Records that said again what an earlier record had said: what consumers had to suppress. */
  readonly repeatedRecords: number;
}

/** Holds what Kafka has against what the services committed, and what consumers took note of against both. */
export async function auditLog(rig: Rig): Promise<LogAudit> {
  const topics = eventCatalogue.map(({ topic }) => topic);
  const records = (await readWholeLog(rig.brokers, topics)).filter(({ headers }) => !(POISON_HEADER in headers));
  const firsts = firstOfEach(records);
  const violations = [
    ...(await outboxAgainstLog(rig, firsts)),
    ...orderOf(firsts.values()),
    ...(await logAgainstInboxes(rig, firsts)),
  ];
  return { violations, events: firsts.size, repeatedRecords: records.length - firsts.size };
}

function firstOfEach(records: readonly LoggedEvent[]): Map<string, LoggedEvent> {
  const firsts = new Map<string, LoggedEvent>();
  for (const record of records) if (!firsts.has(record.id)) firsts.set(record.id, record);
  return firsts;
}

/** What was committed was sent, and what was sent was committed. */
async function outboxAgainstLog(rig: Rig, log: ReadonlyMap<string, LoggedEvent>): Promise<string[]> {
  const violations: string[] = [];
  const committed = new Set<string>();
  const deadLetterTopics = services.flatMap((service) =>
    contractsConsumedBy(service).map(({ topic }) => deadLetterTopic(topic, service)),
  );
  for (const service of services) {
    const rows = await rig.sql<{ id: string }>(
      `SELECT id FROM ${service}.outbox_events WHERE topic <> ALL($1)`,
      [deadLetterTopics],
    );
    for (const { id } of rows) {
      committed.add(id);
      if (!log.has(id)) violations.push(`lost: ${service} committed the event ${id}, and Kafka does not have it`);
    }
  }
  for (const { id, topic } of log.values()) {
    if (!committed.has(id)) violations.push(`invented: ${topic} ${id} is in Kafka, and nobody has committed it`);
  }
  return violations;
}

/** Within a topic and a lead, `sequence` never goes back. */
function orderOf(firsts: Iterable<LoggedEvent>): string[] {
  const violations: string[] = [];
  const latest = new Map<string, number>();
  for (const { topic, subject, headers, id } of firsts) {
    const key = `${topic} ${subject}`;
    const sequence = Number(headers['ce_sequence']);
    const before = latest.get(key) ?? 0;
    if (sequence < before) violations.push(`out of order: ${key} has ${sequence} behind ${before} (${id})`);
    latest.set(key, Math.max(before, sequence));
  }
  return violations;
}

/** Every consumer has taken note of every event that it subscribes to: handled, or put aside as a dead letter. */
async function logAgainstInboxes(rig: Rig, log: ReadonlyMap<string, LoggedEvent>): Promise<string[]> {
  const violations: string[] = [];
  for (const service of services) {
    const consumed = new Set<string>(contractsConsumedBy(service).map(({ topic }) => topic));
    const rows = await rig.sql<{ id: string }>(`SELECT event_id AS id FROM ${service}.inbox_events`);
    const noted = new Set(rows.map(({ id }) => id));
    for (const { id, topic } of log.values()) {
      if (consumed.has(topic) && !noted.has(id)) violations.push(`skipped: ${service} never took note of ${topic} ${id}`);
    }
  }
  return violations;
}
