import { deadLetterTopic, type ServiceName } from '@baton/contracts';
import { v7 as uuidv7 } from 'uuid';
import { headerText } from '../cloud-events/header-text.js';
import { eventIdOf, UnusableRecord } from '../cloud-events/read-event.js';
import type { PoisonFailure } from '../failures/process-in-halves.js';
import { forgottenAmong } from '../forgetting/forgotten-subjects.js';
import { admitToInbox } from '../inbox/inbox.js';
import type { KafkaRecord } from '../kafka/broker.js';
import { MOST_RECORD_BYTES, recordBytes } from '../outbox/outbox-record.js';
import type { Transactions } from '../transactions/transactions.js';
import type { DeadLetterReason } from './dead-letter.js';
import type { DeadLetters } from './dead-letters.js';

/** Puts a Kafka record aside: stored, noted in the inbox, and copied to the dead-letter topic, all or nothing. */
export class RecordDeadLetters {
  constructor(
    private readonly service: ServiceName,
    private readonly transactions: Transactions,
    private readonly deadLetters: DeadLetters,
    private readonly now: () => Date = () => new Date(),
  ) {}

  async put(
    { topic, partition }: { topic: string; partition: number },
    record: KafkaRecord,
    failure: PoisonFailure,
  ): Promise<void> {
    const { key, value, offset } = record;
    const eventId = eventIdOf(record);
    const headers = Object.fromEntries(
      Object.entries(record.headers).map(([name, bytes]) => [
        headerText(Buffer.from(name)),
        headerText(bytes),
      ]),
    );
    const reason = reasonFor(failure);
    const subject = headers['ce_subject'] ?? null;

    await this.transactions.run(async (uow) => {
      // A repeat of an event that has ended already is no second dead letter.
      if (eventId && !(await admitToInbox(uow, this.service, [eventId])).has(eventId)) return;
      if (subject && (await forgottenAmong(uow, [subject])).has(subject)) return;
      const stored = await this.deadLetters.record(uow, {
        origin: { kind: 'record', topic, partition, offset },
        key,
        value,
        headers,
        eventId,
        subject,
        reason,
        error: failure.error,
        attempts: failure.attempts,
      });
      if (!stored) return;
      const copy = {
        id: uuidv7(),
        topic: deadLetterTopic(topic, this.service),
        key,
        value,
        headers: {
          ...headers,
          dlq_reason: reason,
          dlq_topic: topic,
          dlq_partition: String(partition),
          dlq_offset: offset,
          dlq_time: this.now().toISOString(),
          dlq_service: this.service,
        },
      };
      // The store keeps the whole; a copy that Kafka would refuse must not stop the outbox.
      const fits = recordBytes(copy) <= MOST_RECORD_BYTES;
      uow.forward(
        fits ? copy : { ...copy, value: null, headers: { ...copy.headers, dlq_value: 'too large' } },
      );
    });
  }
}

function reasonFor({ kind, error }: PoisonFailure): DeadLetterReason {
  if (error instanceof UnusableRecord) return error.reason;
  return kind === 'permanent' ? 'REFUSED' : 'FAILED';
}
