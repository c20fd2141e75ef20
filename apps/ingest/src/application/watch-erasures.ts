import { metricNames } from '@baton/messaging';
import { Clock } from '@baton/service-kit';
import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { metrics } from '@opentelemetry/api';
import { Erasures } from '../infrastructure/erasures.js';

const LATE_MS = 60 * 60_000;

/** Shows how many erasures have waited for an hour for somebody to confirm them. */
@Injectable()
export class WatchErasures implements OnApplicationBootstrap {
  constructor(
    @Inject(Erasures) private readonly erasures: Erasures,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    const gauge = metrics.getMeter('@baton/ingest').createObservableGauge(metricNames.erasuresUnconfirmed, {
      description: 'People whom not every service has confirmed to have forgotten within an hour.',
      unit: '{person}',
    });
    gauge.addCallback(async (result) => {
      // A database that is away leaves this gauge out, and the others in.
      const late = await this.countLate().catch(() => null);
      if (late !== null) result.observe(late);
    });
  }

  countLate(): Promise<number> {
    return this.erasures.countUnconfirmed(new Date(this.clock.now().getTime() - LATE_MS));
  }
}
