import { randomUUID } from 'node:crypto';
import { eventCatalogue } from '@baton/contracts';
import { KafkaJsBroker, type RecordToProduce } from '@baton/messaging';
import type { Rig } from '../rig/rig.js';
import type { SeededRandom } from '../seeded-random.js';

const silent = { debug() {}, info() {}, warn() {}, error() {} };
/** Tells our poison from events, for the audit. */
export const POISON_HEADER = 'poison';

/** Somebody who writes nonsense into topics that others depend on. */
export class PoisonRecords {
  produced = 0;
  private readonly broker: KafkaJsBroker;

  constructor(
    rig: Rig,
    private readonly random: SeededRandom,
  ) {
    this.broker = new KafkaJsBroker({ clientId: 'vandal', brokers: rig.brokers, logger: silent });
  }

  /** Writes some, if the broker is there. */
  async produce(): Promise<void> {
    const records = Array.from({ length: this.random.between(1, 5) }, () => this.record());
    try {
      await this.broker.produce(records);
      this.produced += records.length;
    } catch {
      // It may have arrived all the same; nothing is expected of it either way.
    }
  }

  stop(): Promise<void> {
    return this.broker.close();
  }

  private record(): RecordToProduce {
    const { random } = this;
    const { topic, owner } = random.pick(eventCatalogue);
    const subject = randomUUID();
    const envelope = {
      ce_specversion: '1.0',
      ce_id: randomUUID(),
      ce_type: topic,
      ce_source: `/baton/${owner}`,
      ce_time: new Date().toISOString(),
      ce_subject: subject,
      ce_sequence: '1',
    };
    const kinds: readonly (() => Pick<RecordToProduce, 'value' | 'headers'>)[] = [
      () => ({ value: Buffer.from('not JSON'), headers: envelope }),
      () => ({ value: Buffer.from('{"leadId":"nobody"}'), headers: envelope }),
      () => ({ value: Buffer.from('{}'), headers: {} }),
      () => ({ value: null, headers: envelope }),
      () => ({ value: Buffer.from([0, 255, 1, 254]), headers: { ...envelope, ce_id: 'no uuid' } }),
    ];
    const { value, headers } = random.pick(kinds)();
    return { topic, key: Buffer.from(subject), value, headers: { ...headers, [POISON_HEADER]: 'yes' } };
  }
}
