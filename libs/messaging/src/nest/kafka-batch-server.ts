import type { AnyEventContract, ServiceName } from '@baton/contracts';
import { type CustomTransportStrategy, type MessageHandler, Server } from '@nestjs/microservices';
import { isObservable, lastValueFrom } from 'rxjs';
import { headerBytes } from '../cloud-events/header-text.js';
import type { ReceivedEvent } from '../cloud-events/received-event.js';
import { readEvent } from '../cloud-events/read-event.js';
import { BatchGatherer } from '../consumer/batch-gatherer.js';
import { type BatchSettler, EVENTS_PER_TRANSACTION, type TopicHandler } from '../consumer/batch-settler.js';
import type { DeadLetter } from '../dead-letters/dead-letter.js';
import type { DeadLetters } from '../dead-letters/dead-letters.js';
import { admitToInbox } from '../inbox/inbox.js';
import type { BatchOutcome, Broker, Consumption, RecordBatch } from '../kafka/broker.js';
import type { Logger } from '../logger.js';
import { ProcessingSpans } from '../telemetry/processing-spans.js';
import type { UnitOfWork } from '../transactions/unit-of-work.js';
import type { MessagingHealth } from './messaging-health.js';
import { BATON_TRANSPORT } from './on-events.js';

const CONSUMER = 'consumer';

/**
 * Nest's transport over Kafka, by batches: `app.connectMicroservice({ strategy: app.get(KafkaBatchServer) })`, without
 * `inheritAppConfig`: guards and filters made for HTTP have no business here.
 */
export class KafkaBatchServer extends Server implements CustomTransportStrategy {
  override readonly transportId = BATON_TRANSPORT;
  override readonly propagatesEventHandlerErrors = true;
  private readonly topics = new Map<string, TopicHandler>();
  private readonly gatherers = new Map<string, BatchGatherer>();
  private readonly inWork = new Set<Promise<unknown>>();
  private consumption: Consumption | null = null;

  constructor(
    private readonly service: ServiceName,
    private readonly broker: Broker,
    private readonly settler: BatchSettler,
    private readonly health: MessagingHealth,
    private readonly log: Logger,
    private readonly fetchEveryMs: number,
    private readonly onFatal: (error: Error) => void,
    deadLetters: DeadLetters,
  ) {
    super();
    deadLetters.registerReplayer('record', (letter, uow) => this.replay(letter, uow));
  }

  /** The topics that have a handler. */
  get consumedTopics(): string[] {
    return [...this.topics.keys()];
  }

  override addHandler(
    pattern: unknown,
    callback: MessageHandler,
    isEventHandler = false,
    extras: Record<string, unknown> = {},
  ): void {
    const contract = extras['contract'] as AnyEventContract;
    // Two handlers of one topic would share a transaction without an order between them.
    if (this.topics.has(contract.topic)) {
      throw new Error(`${this.service} has two handlers of ${contract.topic}; let one call the other.`);
    }
    super.addHandler(pattern, callback, isEventHandler, extras);
    const handler: TopicHandler = {
      contract,
      handle: async (events, uow) => {
        const result: unknown = await callback(events, uow);
        if (isObservable(result)) await lastValueFrom(result, { defaultValue: undefined });
      },
    };
    this.topics.set(contract.topic, handler);
    this.gatherers.set(
      contract.topic,
      new BatchGatherer(EVENTS_PER_TRANSACTION, (batches) => this.settler.settle(batches, handler)),
    );
  }

  /** Begins to consume. A broker that is away does not keep the service from starting: readiness tells. */
  listen(callback: (error?: unknown) => void): void {
    this.resume();
    callback();
  }

  /** Stops fetching and ends once the batches in work are committed and the group is left. */
  async close(): Promise<void> {
    await this.suspend();
  }

  /** Leaves the consumer group until `resume`: for work that needs the group to be empty. */
  async suspend(): Promise<void> {
    const consumption = this.consumption;
    this.consumption = null;
    await consumption?.stop();
    await Promise.allSettled(this.inWork);
    this.settler.forgetWaits();
  }

  /** Joins the consumer group, again after `suspend`. */
  resume(): void {
    if (this.consumption || this.topics.size === 0) return;
    this.health.trouble(CONSUMER, `The consumer has not joined its group ${this.service} yet.`);
    this.consumption = this.broker.consume({
      group: this.service,
      topics: this.consumedTopics,
      fetchEveryMs: this.fetchEveryMs,
      onBatch: (batch) => this.take(batch),
      onMembership: (joined) => {
        this.settler.forgetWaits();
        if (joined) this.health.clear(CONSUMER);
        else this.health.trouble(CONSUMER, `The consumer has fallen out of its group ${this.service}.`);
      },
      onFatal: this.onFatal,
    });
  }

  on(): never {
    throw new Error('The transport has no events of its own.');
  }

  unwrap(): never {
    throw new Error('Inject BROKER to reach Kafka.');
  }

  private take(batch: RecordBatch): Promise<BatchOutcome> {
    const work = this.settle(batch);
    this.inWork.add(work);
    return work.finally(() => this.inWork.delete(work));
  }

  private async settle(batch: RecordBatch): Promise<BatchOutcome> {
    try {
      const gatherer = this.gatherers.get(batch.topic);
      if (!gatherer) throw new Error(`${this.service} has no handler of ${batch.topic}.`);
      return await gatherer.take(batch);
    } catch (err) {
      // Settling sorts all failures of its work, so this is a bug: stop this partition, loudly, rather than skip.
      this.log.error({ err, topic: batch.topic, partition: batch.partition }, 'Settling a batch failed');
      return { committedThrough: null, retryAfterMs: this.settler.waitFor(batch, err) };
    }
  }

  private async replay(letter: DeadLetter, uow: UnitOfWork): Promise<void> {
    if (letter.origin.kind !== 'record') throw new Error('Only a record from Kafka can be replayed here.');
    const { topic, partition, offset } = letter.origin;
    const { contract, handle } = this.topicHandler(topic);
    const headers = Object.fromEntries(
      Object.entries(letter.headers).map(([name, text]) => [name, headerBytes(text)]),
    );
    const event: ReceivedEvent = readEvent(contract, partition, {
      offset,
      key: letter.key,
      value: letter.value,
      headers,
    });
    // It is in the inbox since it became a dead letter, unless that was cleared.
    await admitToInbox(uow, this.service, [event.id]);
    const spans = new ProcessingSpans(this.service);
    await spans.endWith(spans.handle([event], (traced) => handle(traced, uow)));
  }

  private topicHandler(topic: string): TopicHandler {
    const handler = this.topics.get(topic);
    if (!handler) throw new Error(`${this.service} has no handler of ${topic}.`);
    return handler;
  }
}
