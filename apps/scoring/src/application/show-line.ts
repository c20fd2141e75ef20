import { Clock } from '@baton/service-kit';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { candidateOf } from '../domain/candidate.js';
import { cutFor, type LinePolicy, shareSent } from '../domain/line-policy.js';
import type { PointsTable } from '../domain/points-table.js';
import { Cuts } from '../infrastructure/cuts.js';
import { LinePolicies, type StoredLinePolicy } from '../infrastructure/line-policies.js';
import { PointsTables } from '../infrastructure/points-tables.js';
import { RecentLeads } from '../infrastructure/recent-leads.js';

/** A line that does not rule yet, and what it would have done since it was laid. */
export interface DryRun {
  readonly policy: LinePolicy;
  readonly author: string;
  readonly reason: string;
  /** Then it rules. */
  readonly until: Date;
  readonly leads: number;
  readonly wouldSend: number;
  readonly sent: number;
}

export interface ShownLine extends StoredLinePolicy {
  /** A lead with at least as many points is sent. */
  readonly cut: number;
  readonly lastWeek: { readonly leads: number; readonly sent: number };
  readonly dryRun: DryRun | null;
}

const WEEK_MS = 7 * 86_400_000;
const MOST_LEADS = 5_000;

@Injectable()
export class ShowLine {
  constructor(
    private readonly policies: LinePolicies,
    private readonly cuts: Cuts,
    private readonly tables: PointsTables,
    private readonly recent: RecentLeads,
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  async execute(): Promise<ShownLine> {
    const now = this.clock.now();
    const stored = await this.policies.inForce(now);
    const table = await this.tables.ruling();
    const laid = stored.policy.kind === 'points' ? null : await this.cuts.newest(stored.version, table.version);
    const { leads, sent } = await this.recent.between(new Date(now.getTime() - WEEK_MS), now);
    const tried = await this.policies.dryRun(stored.version, now);
    return {
      ...stored,
      cut: laid?.cut ?? table.line,
      lastWeek: { leads, sent },
      dryRun: tried && (await this.dryRun(tried, table, now)),
    };
  }

  private async dryRun({ policy, author, reason, setAt, rulesFrom }: StoredLinePolicy, table: PointsTable, now: Date): Promise<DryRun> {
    const came = await this.recent.since(setAt, MOST_LEADS);
    const candidates = came.map((lead) => candidateOf({ ...lead, at: lead.at.toISOString() }, table));
    const leadsPerWeek = await this.cuts.leadsPerWeek(now, this.dataSource.manager);
    const cut = cutFor(policy, { leads: candidates, leadsPerWeek }) ?? table.line;
    const { leads, sent } = await this.recent.between(setAt, now);
    return {
      policy,
      author,
      reason,
      until: rulesFrom,
      leads,
      // What was sent by chance comes on top of what the line lets through, as it would when it rules.
      wouldSend: Math.round(leads * withSample(shareSent(candidates, cut) ?? 0, policy.sampleShare)),
      sent,
    };
  }
}

function withSample(share: number, sampleShare: number): number {
  return share + (1 - share) * sampleShare;
}
