import { enoughToAct, wilson } from '@baton/evidence';
import { Clock } from '@baton/service-kit';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { candidateOf } from '../domain/candidate.js';
import { cutFor } from '../domain/line-policy.js';
import type { LabelledDecision } from '../domain/learning/ended-decision.js';
import { chooseShare, type Target } from '../domain/planner/choose-share.js';
import { curveOf, type Estimate, type PlannedLead, type SharePlan } from '../domain/planner/curve.js';
import type { PointsTable } from '../domain/points-table.js';
import { scoreLead } from '../domain/score-lead.js';
import { Cuts } from '../infrastructure/cuts.js';
import { LinePolicies } from '../infrastructure/line-policies.js';
import { PointsTables } from '../infrastructure/points-tables.js';
import { RecentLeads } from '../infrastructure/recent-leads.js';
import { ReadKnownEnds } from './known-ends.js';

/** A plan for a share, with the points at which the line would lie at present; `null` where nobody can tell. */
export type PlannedShare = SharePlan & { readonly cut: number | null };

export interface Plan {
  readonly evidence: {
    /** How many leads came in these weeks, and of how many it is known what became of them. */
    readonly leads: number;
    readonly labelled: number;
    readonly enough: boolean;
    readonly says: string;
  };
  readonly curve: readonly PlannedShare[];
  /** The weeks before anybody drew a line by a plan: what all is compared with. */
  readonly baseline: { readonly share: number; readonly acceptance: Estimate } | null;
  /** What the line that is asked for would have done in these weeks; `null` where none is, or nobody can tell. */
  readonly lastQuarter: (PlannedShare & { readonly leads: number; readonly sent: number }) | null;
}

const WEEK_MS = 7 * 86_400_000;
const MOST_ENDS = 5_000;
const BASELINE_WEEKS = 13;

/** How much quality so much volume costs, from the firm's own newest history. */
@Injectable()
export class PlanTheLine {
  constructor(
    private readonly ends: ReadKnownEnds,
    private readonly tables: PointsTables,
    private readonly policies: LinePolicies,
    private readonly cuts: Cuts,
    private readonly recent: RecentLeads,
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  async execute(weeks: number, target: Target | null): Promise<Plan> {
    const now = this.clock.now();
    const since = new Date(now.getTime() - weeks * WEEK_MS);
    const ruling = await this.tables.ruling();
    const { decisions, flatter } = await this.ends.since(since, MOST_ENDS);
    const pointsOf = pointsBy(ruling);
    const leads = decisions.map((decision): PlannedLead => ({ ...decision, points: pointsOf(decision) }));
    const wins = leads.filter(({ won }) => won).length;
    const { enough, says } = enoughToAct({ hits: wins, of: leads.length }, Math.min(2 * wins, 2 * (leads.length - wins)));
    const came = await this.recent.between(since, now);
    const cutAt = await this.cutsBy(ruling);
    const curve = enough ? curveOf(leads).map((plan) => ({ ...plan, cut: cutAt(plan.share) })) : [];
    const share = target && chooseShare(target, curve, await this.cuts.leadsPerWeek(now, this.dataSource.manager));
    const asked = share === null || !enough ? null : curveOf(leads, [share])[0];
    return {
      evidence: {
        leads: came.leads,
        labelled: leads.length,
        enough,
        says: `Good ones among the leads whose end is known: ${says}${flatter ? '. The table was learned from some of them, which flatters it' : ''}`,
      },
      curve,
      baseline: await this.baseline(now),
      lastQuarter: asked
        ? { ...asked, cut: cutAt(asked.share), leads: came.leads, sent: Math.round(asked.share * came.leads) }
        : null,
    };
  }

  /** Where the line would lie at present for a share of leads. */
  private async cutsBy(ruling: PointsTable): Promise<(share: number) => number | null> {
    const window = await this.cuts.window(this.clock.now(), this.dataSource.manager);
    const leads = window.map((lead) => candidateOf({ ...lead, at: lead.at.toISOString() }, ruling));
    return (share) => cutFor({ kind: 'share', share, sampleShare: 0 }, { leads, leadsPerWeek: 1 });
  }

  private async baseline(now: Date): Promise<Plan['baseline']> {
    const first = await this.policies.firstChosen();
    if (first === null) return null;
    const from = new Date(first.getTime() - BASELINE_WEEKS * WEEK_MS);
    const { leads, sent, accepted, rejected } = await this.recent.between(from, first < now ? first : now);
    if (leads === 0 || accepted + rejected === 0) return null;
    const tally = { hits: accepted, of: accepted + rejected };
    return { share: sent / leads, acceptance: { value: tally.hits / tally.of, ...wilson(tally) } };
  }
}

/** As the table sees a lead when it was decided about. */
export function pointsBy(table: PointsTable): (decision: Pick<LabelledDecision, 'features' | 'touches' | 'at'>) => number {
  return ({ features, touches, at }) => scoreLead({ features, touches, at: at.toISOString() }, table).score;
}
