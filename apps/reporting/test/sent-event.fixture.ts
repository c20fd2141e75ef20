import type { AnyEventContract } from '@baton/contracts';
import type { RecordToProduce } from '@baton/messaging';
import type { KnownEvent } from '../src/domain/known-event.js';

/** An event as its owner sends it, with an id of its own, so that it can be sent again. */
export interface EventToSend {
  readonly contract: AnyEventContract;
  readonly id: string;
  readonly subject: string;
  readonly sequence: number;
  readonly time: Date;
  readonly data: object;
}

export function recordOf({ contract, id, subject, sequence, time, data }: EventToSend): RecordToProduce {
  return {
    topic: contract.topic,
    key: Buffer.from(subject),
    value: Buffer.from(JSON.stringify(data)),
    headers: {
      ce_specversion: '1.0',
      ce_id: id,
      ce_type: contract.topic,
      ce_source: `/baton/${contract.owner}`,
      ce_time: time.toISOString(),
      ce_subject: subject,
      ce_correlationid: subject,
      ce_sequence: String(sequence),
    },
  };
}

/** The same event as a handler meets it. */
export function receivedFrom({ contract, ...event }: EventToSend): KnownEvent {
  return {
    ...event,
    topic: contract.topic,
    correlationId: event.subject,
    causationId: null,
  } as unknown as KnownEvent;
}
