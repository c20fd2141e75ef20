import { randomUUID } from 'node:crypto';
import { Kafka, logLevel } from 'kafkajs';

/** An outside consumer that notes when each lead shows up with an owner. */
export class RoutedLeads {
  private readonly seenAt = new Map<string, number>();
  private waiting: { emails: ReadonlySet<string>; left: number; done: () => void } | null = null;

  private constructor(private readonly disconnect: () => Promise<void>) {}

  static async watch(brokers: readonly string[], topic: string): Promise<RoutedLeads> {
    const kafka = new Kafka({ clientId: 'bench', brokers: [...brokers], logLevel: logLevel.NOTHING });
    const consumer = kafka.consumer({ groupId: `bench-${randomUUID()}`, maxWaitTimeInMs: 50 });
    await consumer.connect();
    await consumer.subscribe({ topics: [topic], fromBeginning: true });
    const routed = new RoutedLeads(async () => consumer.disconnect());
    const joined = new Promise<void>((resolve) => void consumer.on(consumer.events.GROUP_JOIN, () => resolve()));
    await consumer.run({
      autoCommit: false,
      eachMessage: async ({ message }) => {
        const { person } = JSON.parse(String(message.value)) as { person: { email: string } };
        routed.note(person.email);
      },
    });
    await joined;
    return routed;
  }

  /** When the lead showed up, on the clock of `performance.now()`. */
  timeOf(email: string): number | undefined {
    return this.seenAt.get(email);
  }

  /** Resolves once all have shown up. @throws Error naming how many have not within `withinMs`. */
  async untilAll(emails: readonly string[], withinMs: number): Promise<void> {
    const missing = emails.filter((email) => !this.seenAt.has(email));
    if (missing.length === 0) return;
    await new Promise<void>((resolve, reject) => {
      const waiting = { emails: new Set(missing), left: missing.length, done: resolve };
      this.waiting = waiting;
      setTimeout(() => reject(new Error(`${waiting.left} of ${emails.length} leads were not routed in time`)), withinMs).unref();
    });
    this.waiting = null;
  }

  stop(): Promise<void> {
    return this.disconnect();
  }

  private note(email: string): void {
    if (this.seenAt.has(email)) return;
    this.seenAt.set(email, performance.now());
    const waiting = this.waiting;
    if (waiting?.emails.has(email) && --waiting.left === 0) waiting.done();
  }
}
