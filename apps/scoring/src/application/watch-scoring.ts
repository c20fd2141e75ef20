import { attributeNames, DueWork, metricNames, Transactions } from '@baton/messaging';
import { Clock, LOGGER, type Logger } from '@baton/service-kit';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { metrics } from '@opentelemetry/api';
import type { EntityManager } from 'typeorm';
import { dimensionOf } from '../domain/learning/label.js';
import { type Alarm, alarmKinds } from '../domain/watch/alarm.js';
import { watchCalibration } from '../domain/watch/calibration.js';
import { watchMissingFeatures } from '../domain/watch/missing-feature.js';
import { watchScoreDistribution } from '../domain/watch/score-distribution.js';
import { watchShareSent } from '../domain/watch/share-sent.js';
import { Alarms } from '../infrastructure/alarms.js';
import { Cuts } from '../infrastructure/cuts.js';
import { LinePolicies } from '../infrastructure/line-policies.js';
import { PointsTables } from '../infrastructure/points-tables.js';
import { RecentLeads } from '../infrastructure/recent-leads.js';
import { WatchedDecisions } from '../infrastructure/watched-decisions.js';

const LOOKS_EVERY_MS = 60_000;
const WATCH_LOCK = 4_242_103;
const WEEK_MS = 7 * 86_400_000;
const MOST_SCORES = 500;
const MOST_FORETOLD = 1_000;
/** Of the window of the newest leads, so many are the newest, the others what was before. */
const NEWEST_LEADS = 200;

/** Looks whether scoring still does what it was set to do, and says where it does not. */
@Injectable()
export class WatchScoring implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly work: DueWork;

  constructor(
    private readonly transactions: Transactions,
    private readonly tables: PointsTables,
    private readonly policies: LinePolicies,
    private readonly cuts: Cuts,
    private readonly recent: RecentLeads,
    private readonly decisions: WatchedDecisions,
    private readonly alarms: Alarms,
    private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.work = new DueWork({ name: 'watching scoring', pollMs: LOOKS_EVERY_MS, run: () => this.look(), logger });
    metrics
      .getMeter('@baton/scoring')
      .createObservableGauge(metricNames.scoringAlarms, { description: 'What scoring does not do as it should.', unit: '{alarm}' })
      .addCallback(async (gauge) => {
        const raised = await this.alarms.list();
        for (const kind of alarmKinds) {
          gauge.observe(raised.filter((alarm) => alarm.kind === kind).length, { [attributeNames.alarm]: kind });
        }
      });
  }

  onApplicationBootstrap(): void {
    this.work.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.work.stop();
  }

  /** Raises what is wrong now, and ends what is right again. */
  async look(): Promise<number> {
    await this.transactions.run(async ({ manager }) => {
      const [{ free }]: [{ free: boolean }] = await manager.query('SELECT pg_try_advisory_xact_lock($1) AS free', [WATCH_LOCK]);
      if (!free) return;
      const alarms = await this.raised(manager);
      await this.alarms.replace(alarms, this.clock.now(), manager);
      if (alarms.length > 0) this.logger.warn({ kinds: alarms.map(({ kind }) => kind) }, 'scoring does not do as it should');
    });
    return 0;
  }

  private async raised(manager: EntityManager): Promise<Alarm[]> {
    const now = this.clock.now();
    const table = await this.tables.ruling(manager);
    const { then, now: newest } = await this.decisions.scoresOf(table.version, MOST_SCORES);
    const answered = await this.decisions.foretold(table.version, MOST_FORETOLD);
    const window = await this.cuts.window(now, manager);
    const facts = window.map(({ features }) => features);
    return [
      ...(await this.shareSent(now, manager)),
      ...watchScoreDistribution(then, newest),
      ...watchCalibration(
        answered
          .filter(({ verdict, reasons }) => verdict === 'accepted' || dimensionOf(reasons[0]) !== null)
          .map(({ probability, verdict }) => ({ probability, won: verdict === 'accepted' })),
      ),
      ...watchMissingFeatures(table, facts.slice(NEWEST_LEADS), facts.slice(0, NEWEST_LEADS)),
    ];
  }

  private async shareSent(now: Date, manager: EntityManager): Promise<Alarm[]> {
    const { policy, rulesFrom } = await this.policies.inForce(now, manager);
    const weekAgo = new Date(now.getTime() - WEEK_MS);
    // A line that has ruled for less than a week says nothing about the week.
    if (policy.kind === 'points' || rulesFrom > weekAgo) return [];
    const week = await this.recent.between(weekAgo, now);
    const share = policy.kind === 'share' ? policy.share : Math.min(1, policy.perWeek / Math.max(1, week.leads));
    return watchShareSent(week, share);
  }
}
