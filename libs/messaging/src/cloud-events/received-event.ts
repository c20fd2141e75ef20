import type { AnyEventContract, DataOf } from '@baton/contracts';

/** Where a record lay in Kafka. */
export interface RecordPosition {
  readonly topic: string;
  readonly partition: number;
  /** Decimal digits: offsets may pass what a number holds. */
  readonly offset: string;
}

/** What made an event happen. A received event is one; so is a stored request that carries a correlation id. */
export interface EventCause {
  /** Id of the causing event, or null where the cause was no event. */
  readonly id: string | null;
  readonly correlationId: string;
  /** W3C trace context to hand on. */
  readonly traceparent?: string | null;
}

/** An event as a handler meets it: decoded, and its data parsed by the contract's schema. */
export interface ReceivedEvent<Contract extends AnyEventContract = AnyEventContract> extends EventCause {
  /** UUIDv7, the same for each delivery of the event. */
  readonly id: string;
  readonly topic: Contract['topic'];
  /** Whom it is about and the key of the record: the lead's id, for lead events. */
  readonly subject: string;
  /** The owner's version of the subject. An older one must never overwrite a newer one. */
  readonly sequence: number;
  readonly time: Date;
  readonly correlationId: string;
  readonly causationId: string | null;
  readonly traceparent: string | null;
  readonly source: string;
  readonly data: DataOf<Contract>;
  readonly origin: RecordPosition;
}
