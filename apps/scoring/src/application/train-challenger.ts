import type { Trial, TrialRow } from '@baton/learning';
import { Clock } from '@baton/service-kit';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { v7 as newId } from 'uuid';
import { labelled, type LabelledDecision } from '../domain/learning/ended-decision.js';
import type { Goal } from '../domain/learning/label.js';
import { maturityDays } from '../domain/learning/maturity.js';
import { levelOfLook, verdictOn } from '../domain/learning/verdict-on-trial.js';
import { type PointsTable, type PointsTableContent, pointsTableContent } from '../domain/points-table.js';
import { scoreLead } from '../domain/score-lead.js';
import { type Challenger, Challengers } from '../infrastructure/challengers.js';
import { LabelledDecisions } from '../infrastructure/labelled-decisions.js';
import { LearningSettingsStore } from '../infrastructure/learning-settings.js';
import { PointsTables } from '../infrastructure/points-tables.js';
import { TrainingThread } from '../infrastructure/training-thread.js';
import { LayTheLine } from './lay-the-line.js';

const SEED = 1;
const HEARTBEAT_MS = 1_000;

/** Learns a points table from what sales said, tries it out beside the ruling one, and lets it run in the shadow. */
@Injectable()
export class TrainChallenger implements OnModuleDestroy {
  private thread: TrainingThread | null = null;

  constructor(
    private readonly decisions: LabelledDecisions,
    private readonly challengers: Challengers,
    private readonly settings: LearningSettingsStore,
    private readonly tables: PointsTables,
    private readonly line: LayTheLine,
    private readonly clock: Clock,
  ) {}

  /** What is half learned is given up: the next process begins again. */
  async onModuleDestroy(): Promise<void> {
    await this.thread?.close();
  }

  /** @returns what came of it; `null` where another is being trained */
  async execute(): Promise<Challenger['state'] | null> {
    const ruling = await this.tables.ruling();
    const { goal, trusted } = await this.settings.get();
    const { verdicts, accepted, reasons } = await this.decisions.said(ruling.promotedAt);
    const id = newId();
    const because = { accepted, rejected: reasons };
    const begun = await this.challengers.begin({ id, against: ruling.version, goal, startedAt: this.clock.now(), verdicts, because });
    if (!begun) return null;
    try {
      const { share } = await this.line.asManyBy(ruling, ruling);
      const { trial, labels } = await this.learn(id, { goal, trusted }, ruling, share);
      return await this.conclude(id, trial, labels, ruling);
    } catch (error) {
      const says = error instanceof Error ? error.message : 'It failed without a word';
      await this.challengers.end(id, { state: 'failed', finishedAt: this.clock.now(), says });
      throw error;
    }
  }

  private async learn(
    id: string,
    { goal, trusted }: { goal: Goal; trusted: readonly string[] },
    ruling: PointsTable,
    share: number,
  ): Promise<{ trial: Trial; labels: number }> {
    const now = this.clock.now();
    const maturity = maturityDays(await this.decisions.wins(now));
    const thread = new TrainingThread();
    this.thread = thread;
    const pulse = this.pulse(id);
    try {
      let labels = 0;
      let seenByRuling = 0;
      const learnedAt = await this.tables.learnedAt();
      for await (const batch of this.decisions.ended()) {
        const rows = labelled(batch, { goal, maturityDays: maturity, now });
        labels += rows.length;
        seenByRuling += rows.filter(({ at }) => learnedAt !== null && at < learnedAt).length;
        thread.add(rows.map((row) => rowOf(row, ruling)));
        pulse.at(0);
      }
      const looks = await this.challengers.looksSince(ruling.version);
      const trial = await thread.learn({ share, level: levelOfLook(looks + 1), seed: SEED, seenByRuling, trusted }, pulse.at);
      return { trial, labels };
    } finally {
      await pulse.stop();
      await thread.close();
    }
  }

  private async conclude(id: string, { table, judged, leaks }: Trial, labels: number, ruling: PointsTable): Promise<Challenger['state']> {
    const finishedAt = this.clock.now();
    const { kind, says: verdict } = verdictOn(judged);
    const says = [verdict, ...leaks.filter(({ leaveOut }) => leaveOut).map((leak) => `${leak.says}: left out`)].join('. ');
    if (kind === 'no lift' || table.rules.length === 0) {
      await this.challengers.end(id, { state: 'fruitless', finishedAt, says, labelled: labels, judged });
      return 'fruitless';
    }
    // Points for acts stay as people set them.
    const learned = { ...ruling, rules: table.rules.map(({ seen: _, ...rule }) => rule), calibration: table.calibration };
    const { cut } = await this.line.asManyBy(learned, ruling);
    const line = cut ?? ruling.line;
    const content: PointsTableContent = pointsTableContent.parse({
      line,
      rules: learned.rules,
      activities: learned.activities,
      exclusions: ruling.exclusions,
      skipTheLine: ruling.skipTheLine,
      calibration: learned.calibration,
    });
    await this.challengers.end(id, { state: 'shadow', finishedAt, says, labelled: labels, content, cut: line, judged });
    return 'shadow';
  }

  /** Tells how far it is, not more often than anybody would look. */
  private pulse(id: string): { at: (share: number) => void; stop: () => Promise<void> } {
    let told = 0;
    let telling = Promise.resolve();
    return {
      at: (share) => {
        const now = performance.now();
        if (now - told < HEARTBEAT_MS) return;
        told = now;
        telling = telling.then(() => this.challengers.progressed(id, share, this.clock.now()));
      },
      stop: () => telling,
    };
  }
}

function rowOf({ features, touches, at, won, teaches, weight }: LabelledDecision, ruling: PointsTable): TrialRow {
  return {
    facts: features,
    won,
    weight,
    ...(teaches && { teaches }),
    ruling: scoreLead({ features, touches, at: at.toISOString() }, ruling).score,
  };
}
