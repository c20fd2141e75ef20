import { type CustomTransportStrategy, Server } from '@nestjs/microservices';
import { BATON_TRANSPORT } from './on-events.js';

/** Nest's transport over Kafka, by batches: `app.connectMicroservice({ strategy: app.get(KafkaBatchServer) })`. */
export class KafkaBatchServer extends Server implements CustomTransportStrategy {
  override readonly transportId = BATON_TRANSPORT;

  listen(_callback: (error?: unknown) => void): void {
    throw new Error('being written');
  }
  async close(): Promise<void> {}
  /** Leaves the consumer group until `resume`: for work that needs the group to be empty. */
  async suspend(): Promise<void> {}
  resume(): void {}
  on(): never {
    throw new Error('The transport has no events of its own.');
  }
  unwrap(): never {
    throw new Error('Inject BROKER to reach Kafka.');
  }
}
