import type { AnyEventContract } from '@baton/contracts';
import { validate as isUuid } from 'uuid';
import type { KafkaRecord } from '../kafka/broker.js';
import type { ReceivedEvent } from './received-event.js';

/** The record can never become an event. */
export class UnusableRecord extends Error {
  override readonly name = 'UnusableRecord';

  constructor(
    /** `UNREADABLE`: the envelope or the JSON is broken; `SCHEMA`: the data break the contract. */
    readonly reason: 'UNREADABLE' | 'SCHEMA',
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** The event's id where the record has a valid one. */
export function eventIdOf(record: KafkaRecord): string | null {
  const id = record.headers['ce_id']?.toString();
  return id && isUuid(id) ? id.toLowerCase() : null;
}

/**
 * Decodes a record and parses its data. Fields that the schema does not know are dropped, so that an owner may add some.
 * @throws UnusableRecord
 */
export function readEvent<Contract extends AnyEventContract>(
  contract: Contract,
  partition: number,
  record: KafkaRecord,
): ReceivedEvent<Contract> {
  const header = (name: string) => record.headers[name]?.toString();
  const need = (name: string) => {
    const text = header(name);
    if (!text) throw new UnusableRecord('UNREADABLE', `The header ${name} is missing.`);
    return text;
  };

  const id = eventIdOf(record);
  if (!id) throw new UnusableRecord('UNREADABLE', 'The header ce_id is no UUID.');
  if (need('ce_type') !== contract.topic) {
    throw new UnusableRecord('UNREADABLE', `The header ce_type does not name the topic ${contract.topic}.`);
  }
  const subject = need('ce_subject');
  const source = need('ce_source');
  const sequence = Number(need('ce_sequence'));
  if (!Number.isSafeInteger(sequence) || sequence < 0) {
    throw new UnusableRecord('UNREADABLE', 'The header ce_sequence is no whole number.');
  }
  const time = new Date(need('ce_time'));
  if (Number.isNaN(time.getTime()))
    throw new UnusableRecord('UNREADABLE', 'The header ce_time is no instant.');

  const parsed = contract.schema.safeParse(readJson(record.value));
  if (!parsed.success) {
    const faults = parsed.error.issues.map(
      ({ path, message }) => `${path.join('.') || 'the data'}: ${message}`,
    );
    throw new UnusableRecord('SCHEMA', `Breaks the schema of ${contract.topic}: ${faults.join('; ')}`, {
      cause: parsed.error,
    });
  }
  return {
    id,
    topic: contract.topic,
    subject,
    sequence,
    time,
    source,
    correlationId: header('ce_correlationid') ?? id,
    causationId: header('ce_causationid') ?? null,
    traceparent: header('traceparent') ?? null,
    data: parsed.data as ReceivedEvent<Contract>['data'],
    origin: { topic: contract.topic, partition, offset: record.offset },
  };
}

function readJson(value: Buffer | null): unknown {
  if (value === null) throw new UnusableRecord('UNREADABLE', 'The record has no value.');
  try {
    return JSON.parse(value.toString('utf8'));
  } catch (cause) {
    // The parser's message quotes the value: it stays in the cause.
    throw new UnusableRecord('UNREADABLE', 'The value is no JSON.', { cause });
  }
}
