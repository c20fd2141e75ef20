export interface KafkaRecord {
  readonly offset: string;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  /** A repeated header counts by its last value. */
  readonly headers: Readonly<Record<string, Buffer>>;
}

export interface RecordToProduce {
  readonly topic: string;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers: Readonly<Record<string, string>>;
}

/** Records of one partition, in order. */
export interface RecordBatch {
  readonly topic: string;
  readonly partition: number;
  readonly records: readonly KafkaRecord[];
  /** Tells the group that this member lives. Call it between pieces of long work; it never throws. */
  heartbeat(): Promise<void>;
  /** True once the work is better left to whoever reads the partition next: it was taken away, or we are stopping. */
  interrupted(): boolean;
}

export interface BatchOutcome {
  /** Offset of the last record that has ended; null when none has. */
  readonly committedThrough: string | null;
  /** Rest this partition, then read again from behind `committedThrough`. */
  readonly retryAfterMs?: number;
}

export interface Subscription {
  /** Kafka's consumer group. A new group begins with the oldest record. */
  readonly group: string;
  readonly topics: readonly string[];
  /**
   * The least time from one fetch to the next, in milliseconds: what arrives meanwhile comes together. A fetch, its
   * transactions and its commit cost much the same for one record as for hundreds.
   */
  readonly fetchEveryMs: number;
  readonly onBatch: (batch: RecordBatch) => Promise<BatchOutcome>;
  /** Called when the consumer has joined its group (true) and when it has fallen out of it (false). */
  readonly onMembership: (joined: boolean) => void;
  /** The consumer has given up for good; the process should end. */
  readonly onFatal: (error: Error) => void;
}

export interface Consumption {
  /** Stops fetching, lets the batches in work finish and commit, leaves the group. */
  stop(): Promise<void>;
}

export interface TopicToEnsure {
  readonly topic: string;
  readonly partitions: number;
  /** -1 keeps records for ever. */
  readonly retentionMs: number;
  /** `delete`, unless said otherwise: records go by age. `compact`: of each key only the newest stays. */
  readonly cleanupPolicy?: 'delete' | 'compact';
}

export interface PartitionLag {
  readonly topic: string;
  readonly partition: number;
  readonly lag: number;
}

export interface BrokerAdmin {
  /**
   * Creates the topics that are missing, and gives the others the retention and cleanup policy asked for. Partitions
   * stay as they are: a key would move to another one, and its order would be lost.
   */
  ensureTopics(topics: readonly TopicToEnsure[]): Promise<void>;
  /** How many records of each partition the group has yet to read. */
  lag(group: string, topics: readonly string[]): Promise<PartitionLag[]>;
  /** Makes the group read the topics from their oldest record. The group must have no members. */
  resetOffsets(group: string, topics: readonly string[]): Promise<void>;
}

/** All that Baton asks of Kafka. An adapter to a client library implements it; nothing else knows one. */
export interface Broker {
  /** Resolves once all in-sync replicas have the records; those of one key keep their order. */
  produce(records: readonly RecordToProduce[]): Promise<void>;
  /** Begins to consume and keeps on trying while the broker is away. */
  consume(subscription: Subscription): Consumption;
  readonly admin: BrokerAdmin;
  close(): Promise<void>;
}

/** Nest's injection token of the service's `Broker`. */
export const BROKER = Symbol('BROKER');
