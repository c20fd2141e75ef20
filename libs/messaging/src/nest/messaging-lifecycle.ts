import type {
  BeforeApplicationShutdown,
  OnApplicationBootstrap,
  OnApplicationShutdown,
} from '@nestjs/common';
import type { Broker } from '../kafka/broker.js';
import type { ReplayRuns } from '../dead-letters/replay-runs.js';
import type { OutboxRelay } from '../outbox/outbox-relay.js';
import type { MessagingGauges } from '../telemetry/messaging-gauges.js';
import type { PartitionUpkeep } from '../partitions/partition-upkeep.js';

/**
 * Starts and stops what runs in the background. Nest closes transports between `beforeApplicationShutdown` and
 * `onApplicationShutdown`: so the relay outlives the consumer's last batch, and sends what it published.
 */
export class MessagingLifecycle
  implements OnApplicationBootstrap, BeforeApplicationShutdown, OnApplicationShutdown
{
  constructor(
    private readonly relay: OutboxRelay,
    private readonly upkeep: PartitionUpkeep,
    private readonly replays: ReplayRuns,
    private readonly gauges: MessagingGauges,
    private readonly broker: Broker,
  ) {}

  onApplicationBootstrap(): void {
    this.relay.start();
    this.upkeep.start();
    this.replays.start();
    this.gauges.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all([this.upkeep.stop(), this.replays.stop()]);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.relay.stop();
    await this.broker.close();
  }
}
