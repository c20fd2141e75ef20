import { KafkaJsBroker, type Logger } from '@baton/messaging';

const silent: Logger = { debug() {}, info() {}, warn() {}, error() {} };

/** Waits until the cluster can create a topic: a broker answers before it can do anything. */
export async function kafkaAnswers(
  brokers: readonly string[],
  withinMs: number,
  givenUp: () => boolean = () => false,
): Promise<boolean> {
  const deadline = Date.now() + withinMs;
  while (!givenUp() && Date.now() < deadline) {
    const broker = new KafkaJsBroker({ clientId: 'baton-start', brokers, logger: silent });
    try {
      await broker.admin.ensureTopics([{ topic: 'baton.ready', partitions: 1, retentionMs: 60_000 }]);
      return true;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 100));
    } finally {
      await broker.close();
    }
  }
  return false;
}
