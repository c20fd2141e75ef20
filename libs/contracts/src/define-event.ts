import type { z } from 'zod';

/** A Baton service: the owner of a schema, a Kafka consumer group and a set of topics. */
export type ServiceName = 'ingest' | 'scoring' | 'routing' | 'feedback' | 'reporting';

export interface EventContract<Topic extends string, Schema extends z.ZodType> {
  /** The Kafka topic, which is also the CloudEvents `type`. */
  readonly topic: Topic;
  /** The major version of the schema. A change of meaning is a new topic, not a new version. */
  readonly version: number;
  /** The only service that may produce it. */
  readonly owner: ServiceName;
  /** The services that read it; each has a dead-letter topic `<topic>.<service>.dlq`. */
  readonly consumers: readonly ServiceName[];
  /** One sentence for the reference: the fact that it states. */
  readonly says: string;
  readonly schema: Schema;
  /** A full example, shown in the reference and checked against the schema. */
  readonly example: z.output<Schema>;
  readonly partitions: number;
  /** How long the topic keeps a record; -1 keeps it for ever, so that projections can be rebuilt. */
  readonly retentionMs: number;
  /** `compact` keeps the last record of each key only: right where older ones say nothing any more. */
  readonly cleanupPolicy: CleanupPolicy;
}

export type CleanupPolicy = 'delete' | 'compact';

export type AnyEventContract = EventContract<string, z.ZodType>;
export type DataOf<Contract extends AnyEventContract> = z.output<Contract['schema']>;

const KEEP_FOR_EVER = -1;
const LEAD_TOPIC_PARTITIONS = 6;
const DAY_MS = 24 * 60 * 60 * 1000;

/** The dead letters themselves stay in their service's schema; the topic is a copy for those who watch. */
export const DEAD_LETTER_TOPIC = { partitions: 1, retentionMs: 30 * DAY_MS, cleanupPolicy: 'delete' } as const;

/** Declares an event. The record key is always the subject (the lead's id, for lead events). */
export function defineEvent<const Topic extends string, Schema extends z.ZodType>(
  declaration: Omit<EventContract<Topic, Schema>, 'partitions' | 'retentionMs' | 'cleanupPolicy' | 'version'>,
): EventContract<Topic, Schema> {
  return {
    version: 1,
    partitions: LEAD_TOPIC_PARTITIONS,
    // Events are facts: reporting is rebuilt from all of them, and a lead's story needs each. See decision 15.
    retentionMs: KEEP_FOR_EVER,
    cleanupPolicy: 'delete',
    ...declaration,
  };
}

/** Where `consumer` puts the records of `topic` that it cannot handle. */
export function deadLetterTopic(topic: string, consumer: ServiceName): string {
  return `${topic}.${consumer}.dlq`;
}
