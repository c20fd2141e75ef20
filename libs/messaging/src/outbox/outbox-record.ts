/** A Kafka record that waits in the outbox. */
export interface OutboxRecord {
  /** UUIDv7: its time decides the daily partition. */
  readonly id: string;
  readonly topic: string;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers: Readonly<Record<string, string>>;
}

/** Kafka refuses what is larger than 1 MiB by default, and one such record would stop the outbox for good. */
export const MOST_RECORD_BYTES = 900_000;

const OVERHEAD_BYTES = 64;

/** About how much room the record takes in Kafka. */
export function recordBytes(record: Omit<OutboxRecord, 'id' | 'topic'>): number {
  let bytes = OVERHEAD_BYTES + (record.key?.length ?? 0) + (record.value?.length ?? 0);
  for (const [name, text] of Object.entries(record.headers))
    bytes += name.length + Buffer.byteLength(text) + 4;
  return bytes;
}
