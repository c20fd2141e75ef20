import { attributeNames, DueWork, metricNames } from '@baton/messaging';
import { Clock, LOGGER, type Logger } from '@baton/service-kit';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { metrics } from '@opentelemetry/api';
import { sameHoursBefore, type Silence, silenceOf } from '../domain/silence.js';
import { Deliveries } from '../infrastructure/deliveries.js';
import { type Source, Sources } from '../infrastructure/sources.js';

const LOOKS_EVERY_MS = 60_000;

/** Notices sources that have fallen silent, and says so once: a broken webhook makes no noise. */
@Injectable()
export class WatchSources implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly work: DueWork;
  private silent = new Map<string, Silence>();

  constructor(
    @Inject(Sources) private readonly sources: Sources,
    @Inject(Deliveries) private readonly deliveries: Deliveries,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.work = new DueWork({ name: 'silence of sources', pollMs: LOOKS_EVERY_MS, run: () => this.look(), logger });
    metrics
      .getMeter('@baton/ingest')
      .createObservableGauge(metricNames.sourceSilent, {
        description: 'Since when a source is silent that usually is not.',
        unit: 's',
      })
      .addCallback((gauge) => {
        for (const [id, { since }] of this.silent) {
          gauge.observe((this.clock.now().getTime() - since.getTime()) / 1_000, { [attributeNames.source]: id });
        }
      });
  }

  onApplicationBootstrap(): void {
    this.work.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.work.stop();
  }

  /** Null where it is not silent, or always was at such hours. */
  async silenceOf({ id, provider, pausedAt, createdAt }: Source): Promise<Silence | null> {
    if (provider === 'csv-import' || pausedAt !== null) return null;
    const last = await this.deliveries.lastReceivedAt(id);
    if (last === null) return null;
    const windows = sameHoursBefore(last, this.clock.now());
    const counts = windows.length === 0 ? [] : await this.deliveries.countWithin(id, windows);
    return silenceOf(last, counts.map((count, at) => ((windows[at]?.from ?? last) < createdAt ? null : count)));
  }

  private async look(): Promise<number> {
    const silent = new Map<string, Silence>();
    for (const source of await this.sources.list()) {
      const silence = await this.silenceOf(source);
      if (silence === null) continue;
      silent.set(source.id, silence);
      if (!this.silent.has(source.id)) {
        this.logger.warn({ sourceId: source.id, ...silence }, 'a source has fallen silent that usually is not');
      }
    }
    this.silent = silent;
    return 0;
  }
}
