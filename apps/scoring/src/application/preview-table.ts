import { Clock } from '@baton/service-kit';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { candidateOf } from '../domain/candidate.js';
import { type Candidate, cutFor } from '../domain/line-policy.js';
import { curveOf, type SharePlan } from '../domain/planner/curve.js';
import type { PointsTable, PointsTableContent } from '../domain/points-table.js';
import { Cuts } from '../infrastructure/cuts.js';
import { LinePolicies } from '../infrastructure/line-policies.js';
import { PointsTables } from '../infrastructure/points-tables.js';
import { RecentLeads } from '../infrastructure/recent-leads.js';
import { ReadKnownEnds } from './known-ends.js';
import { pointsBy } from './plan-the-line.js';

export interface ChangedLead {
  readonly leadId: string;
  readonly who: string;
  readonly from: 'qualified' | 'held';
  readonly to: 'qualified' | 'held';
  readonly scoreFrom: number;
  readonly scoreTo: number;
}

export interface TablePreview {
  /** What shares of leads would keep by the table; empty while too few ends are known. */
  readonly curve: readonly SharePlan[];
  readonly rulingCurve: readonly SharePlan[];
  readonly lastWeek: {
    readonly leads: number;
    readonly sentNow: number;
    readonly sentThen: number;
    readonly changed: readonly ChangedLead[];
  };
}

const WEEK_MS = 7 * 86_400_000;
const QUARTER_WEEKS = 13;
/** Fewer than the planner takes: somebody drags a weight and waits. */
const MOST_ENDS = 2_000;
const MOST_LEADS = 2_000;
const FEWEST_ENDS = 30;

/** What a table would do if it ruled. It changes nothing. */
@Injectable()
export class PreviewTable {
  constructor(
    private readonly ends: ReadKnownEnds,
    private readonly tables: PointsTables,
    private readonly policies: LinePolicies,
    private readonly cuts: Cuts,
    private readonly recent: RecentLeads,
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  async execute(content: PointsTableContent): Promise<TablePreview> {
    const now = this.clock.now();
    const ruling = await this.tables.ruling();
    const tried: PointsTable = { ...content, version: ruling.version };
    const { decisions } = await this.ends.since(new Date(now.getTime() - QUARTER_WEEKS * WEEK_MS), MOST_ENDS);
    const curve = (table: PointsTable) => {
      const pointsOf = pointsBy(table);
      return decisions.length < FEWEST_ENDS ? [] : curveOf(decisions.map((decision) => ({ ...decision, points: pointsOf(decision) })));
    };
    return { curve: curve(tried), rulingCurve: curve(ruling), lastWeek: await this.lastWeek(ruling, tried, now) };
  }

  private async lastWeek(ruling: PointsTable, tried: PointsTable, now: Date): Promise<TablePreview['lastWeek']> {
    const leads = await this.recent.since(new Date(now.getTime() - WEEK_MS), MOST_LEADS);
    const cutOf = await this.cutsByPolicy(now);
    const by = (table: PointsTable): ((at: number) => { score: number; decision: 'qualified' | 'held' }) => {
      const cut = cutOf(table);
      const candidates = leads.map((lead) => candidateOf({ ...lead, at: lead.at.toISOString() }, table));
      return (at) => ({ score: candidates[at]!.score, decision: isSent(candidates[at]!, cut) ? 'qualified' : 'held' });
    };
    const [before, after] = [by(ruling), by(tried)];
    const compared = leads.map(({ leadId, who }, at) => {
      const [from, to] = [before(at), after(at)];
      return { leadId, who, from: from.decision, to: to.decision, scoreFrom: from.score, scoreTo: to.score };
    });
    return {
      leads: leads.length,
      sentNow: compared.filter(({ from }) => from === 'qualified').length,
      sentThen: compared.filter(({ to }) => to === 'qualified').length,
      changed: compared.filter(({ from, to }) => from !== to),
    };
  }

  /** Where the line that rules would lie for a table. */
  private async cutsByPolicy(now: Date): Promise<(table: PointsTable) => number> {
    const { manager } = this.dataSource;
    const { policy } = await this.policies.inForce(now, manager);
    if (policy.kind === 'points') return ({ line }) => line;
    const window = await this.cuts.window(now, manager);
    const leadsPerWeek = await this.cuts.leadsPerWeek(now, manager);
    return (table) => {
      const leads = window.map((lead) => candidateOf({ ...lead, at: lead.at.toISOString() }, table));
      return cutFor(policy, { leads, leadsPerWeek }) ?? table.line;
    };
  }
}

function isSent({ score, sendable }: Candidate, cut: number): boolean {
  return sendable === 'always' || (sendable === 'by points' && score >= cut);
}
