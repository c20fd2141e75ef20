import type { AnyEventContract } from '@baton/contracts';
import { v7 as uuidv7 } from 'uuid';
import { MOST_RECORD_BYTES, type OutboxRecord, recordBytes } from '../outbox/outbox-record.js';
import { DomainRefusal } from '../failures/domain-refusal.js';
import type { EventCause } from './received-event.js';

/** CloudEvents 1.0 in Kafka's binary mode: attributes in headers, data as the JSON value. */
export function encodeEvent(
  contract: AnyEventContract,
  event: { subject: string; sequence: number; data: unknown; time: Date; causedBy?: EventCause },
): { id: string; record: OutboxRecord } {
  const id = uuidv7();
  const cause = event.causedBy;
  const headers: Record<string, string> = {
    ce_specversion: '1.0',
    ce_id: id,
    ce_type: contract.topic,
    ce_source: `/baton/${contract.owner}`,
    ce_time: event.time.toISOString(),
    ce_subject: event.subject,
    ce_dataschema: `/schemas/${contract.topic}.v${contract.version}.json`,
    // A chain is named after the event that began it.
    ce_correlationid: cause?.correlationId ?? id,
    ce_sequence: String(event.sequence),
    'content-type': 'application/json',
  };
  if (cause?.id) headers['ce_causationid'] = cause.id;
  if (cause?.traceparent) headers['traceparent'] = cause.traceparent;
  const data = contract.schema.parse(event.data);
  const record = {
    id,
    topic: contract.topic,
    key: Buffer.from(event.subject),
    value: Buffer.from(JSON.stringify(data)),
    headers,
  };
  if (recordBytes(record) > MOST_RECORD_BYTES) {
    throw new DomainRefusal(`An event of ${contract.topic} is larger than ${MOST_RECORD_BYTES} bytes.`);
  }
  return { id, record };
}
