import { recordBytes } from '../outbox/outbox-record.js';
import type { RecordToProduce } from './broker.js';

/** Clients make one Kafka batch of all that goes to a partition in one request, and brokers refuse more than 1 MiB. */
const MOST_BYTES_OF_A_TOPIC = 900_000;

/** Cuts the records, in order, so that no topic has more than a partition's batch may hold. */
export function* cutByBytes(
  records: readonly RecordToProduce[],
  mostBytes = MOST_BYTES_OF_A_TOPIC,
): Generator<RecordToProduce[]> {
  let some: RecordToProduce[] = [];
  let bytes = new Map<string, number>();
  for (const record of records) {
    const size = recordBytes(record);
    const ofTopic = bytes.get(record.topic) ?? 0;
    if (ofTopic > 0 && ofTopic + size > mostBytes) {
      yield some;
      some = [];
      bytes = new Map();
    }
    some.push(record);
    bytes.set(record.topic, (bytes.get(record.topic) ?? 0) + size);
  }
  if (some.length > 0) yield some;
}
