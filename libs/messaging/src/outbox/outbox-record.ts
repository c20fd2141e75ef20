/** A Kafka record that waits in the outbox. */
export interface OutboxRecord {
  /** UUIDv7: its time decides the daily partition. */
  readonly id: string;
  readonly topic: string;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers: Readonly<Record<string, string>>;
}
