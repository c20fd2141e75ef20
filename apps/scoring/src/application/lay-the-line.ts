import type { UnitOfWork } from '@baton/messaging';
import { Clock } from '@baton/service-kit';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { candidateOf } from '../domain/candidate.js';
import type { LineInForce } from '../domain/inputs.js';
import { cutFor, roomLeft, shareSent } from '../domain/line-policy.js';
import type { PointsTable } from '../domain/points-table.js';
import { Cuts } from '../infrastructure/cuts.js';
import { LinePolicies, type StoredLinePolicy } from '../infrastructure/line-policies.js';
import { RecentLeads } from '../infrastructure/recent-leads.js';

/** Serialises laying, so that of many pods one does it. */
const LINE_LOCK = 4_242_101;
/** Half the leads: what Baton is for. */
const USUAL_SHARE = 0.5;
const WEEK_MS = 7 * 86_400_000;

/** Where the line lies: it follows the newest leads, so that a drifting score does not change how many are sent. */
@Injectable()
export class LayTheLine {
  constructor(
    private readonly policies: LinePolicies,
    private readonly cuts: Cuts,
    private readonly recent: RecentLeads,
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  async inForce(table: PointsTable, { manager }: UnitOfWork): Promise<LineInForce> {
    const policy = await this.policies.inForce(this.clock.now(), manager);
    return { cut: await this.cutOf(policy, table, manager), policy: policy.version, sampleShare: policy.policy.sampleShare };
  }

  /** Lays it anew through the newest leads. @returns whether nobody else was at it. */
  async follow(table: PointsTable, { manager }: UnitOfWork): Promise<boolean> {
    const [{ free }]: [{ free: boolean }] = await manager.query('SELECT pg_try_advisory_xact_lock($1) AS free', [LINE_LOCK]);
    if (!free) return false;
    await this.lay(await this.policies.inForce(this.clock.now(), manager), table, manager);
    return true;
  }

  /** The share of the newest leads that sales gets at present, and where another table would have to cut for as many. */
  async asManyBy(other: PointsTable, ruling: PointsTable): Promise<{ share: number; cut: number | null }> {
    const { manager } = this.dataSource;
    const now = this.clock.now();
    const stored = await this.policies.inForce(now, manager);
    const window = (await this.cuts.window(now, manager)).map((lead) => ({ ...lead, at: lead.at.toISOString() }));
    const laid = stored.policy.kind === 'points' ? null : await this.cuts.newest(stored.version, ruling.version, manager);
    const sent = shareSent(window.map((lead) => candidateOf(lead, ruling)), laid?.cut ?? ruling.line) ?? 1;
    // Where nothing is sent, or everything is, there is nothing to compare yet.
    const share = sent > 0 && sent < 1 ? sent : USUAL_SHARE;
    const leads = window.map((lead) => candidateOf(lead, other));
    return { share, cut: cutFor({ kind: 'share', share, sampleShare: 0 }, { leads, leadsPerWeek: 1 }) };
  }

  /** How many leads that came since may still be sent: a new table must not send more than the line was laid for. */
  async roomSince(instant: Date, manager: EntityManager): Promise<number | null> {
    const now = this.clock.now();
    const { policy } = await this.policies.inForce(now, manager);
    if (policy.kind === 'points') return null;
    return roomLeft(policy, await this.recent.between(instant, now, manager), (now.getTime() - instant.getTime()) / WEEK_MS);
  }

  private async cutOf(stored: StoredLinePolicy, table: PointsTable, manager: EntityManager): Promise<number> {
    if (stored.policy.kind === 'points') return table.line;
    const known = await this.cuts.newest(stored.version, table.version, manager);
    return known?.cut ?? (await this.lay(stored, table, manager));
  }

  /** With too few leads for a share of them the points table says, for the time being. */
  private async lay(stored: StoredLinePolicy, table: PointsTable, manager: EntityManager): Promise<number> {
    const now = this.clock.now();
    const window = await this.cuts.window(now, manager);
    const cut = cutFor(stored.policy, {
      leads: window.map((lead) => candidateOf({ ...lead, at: lead.at.toISOString() }, table)),
      leadsPerWeek: await this.cuts.leadsPerWeek(now, manager),
    });
    if (cut === null) return table.line;
    await this.cuts.add(
      {
        policyVersion: stored.version,
        modelVersion: table.version,
        cut,
        leads: window.length,
        newestLead: window[0]?.leadId ?? null,
        at: now,
      },
      manager,
    );
    return cut;
  }
}
