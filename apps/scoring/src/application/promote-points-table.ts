import { type ExpectedEffect, modelPromoted, type PromotionCause, SCORING_MODEL_SUBJECT } from '@baton/contracts';
import { Transactions, type UnitOfWork } from '@baton/messaging';
import { Clock } from '@baton/service-kit';
import { Injectable } from '@nestjs/common';
import { describeChanges, type PointsTableContent, type PointsTableKind } from '../domain/points-table.js';
import { PointsTables } from '../infrastructure/points-tables.js';
import { Rescorings } from '../infrastructure/rescorings.js';
import { LayTheLine } from './lay-the-line.js';

export type Promotion =
  | { readonly kind: 'promoted'; readonly version: number; readonly changes: string[] }
  | { readonly kind: 'unchanged'; readonly version: number }
  /** Somebody else was sooner: this version rules, and the author has not seen it. */
  | { readonly kind: 'overtaken'; readonly version: number };

/** Whose idea a version is, and what it stands on. */
export interface Proposal {
  readonly kind: PointsTableKind;
  readonly author: string;
  readonly reason: string;
  readonly because?: PromotionCause | null;
  readonly expected?: ExpectedEffect | null;
  /** The version that its author had before them; without it, whichever rules. */
  readonly basedOn?: number | undefined;
}

/** A lead that was held back longer ago is not open any more: sales would not want it out of the blue. */
const OPEN_FOR_MS = 28 * 86_400_000;

/** Makes a points table the ruling one. New leads are judged by it, and open ones again; what sales has it keeps. */
@Injectable()
export class PromotePointsTable {
  constructor(
    private readonly transactions: Transactions,
    private readonly tables: PointsTables,
    private readonly rescorings: Rescorings,
    private readonly line: LayTheLine,
    private readonly clock: Clock,
  ) {}

  execute(content: PointsTableContent, promotion: Proposal): Promise<Promotion> {
    return this.transactions.run((uow) => this.within(content, promotion, uow));
  }

  /** Lets a table rule that ruled before, as a version of its own. @returns `null` where there is no such version */
  async again(version: number, author: string, reason: string): Promise<Promotion | null> {
    const table = await this.tables.ofVersion(version);
    if (table === null) return null;
    const { line, rules, activities, exclusions, skipTheLine, calibration } = table;
    const content = { line, rules, activities, exclusions, skipTheLine, ...(calibration && { calibration }) };
    return this.execute(content, { kind: 'rolled-back', author, reason: `Back to version ${version}: ${reason}` });
  }

  /** As part of a transaction that does more. */
  async within(
    content: PointsTableContent,
    { kind, author, reason, because = null, expected = null, basedOn }: Proposal,
    uow: UnitOfWork,
  ): Promise<Promotion> {
    await this.tables.lockForPromotion(uow.manager);
    const ruling = await this.tables.ruling(uow.manager);
    if (basedOn !== undefined && basedOn !== ruling.version) return { kind: 'overtaken', version: ruling.version };
    const changes = describeChanges(ruling, content);
    if (changes.length === 0) return { kind: 'unchanged', version: ruling.version };
    const version = ruling.version + 1;
    const promotedAt = this.clock.now();
    await this.tables.add({ ...content, version, kind, author, reason, because, expected, promotedAt }, uow.manager);
    const openSince = new Date(promotedAt.getTime() - OPEN_FOR_MS);
    const room = await this.line.roomSince(openSince, uow.manager);
    await this.rescorings.begin(version, openSince, room, promotedAt, uow.manager);
    uow.publish(modelPromoted, {
      subject: SCORING_MODEL_SUBJECT,
      sequence: version,
      time: promotedAt,
      data: {
        version,
        line: content.line,
        author,
        reason,
        changes,
        promotedAt: promotedAt.toISOString(),
        kind,
        ...(because && { because }),
        ...(expected && { expected }),
      },
    });
    return { kind: 'promoted', version, changes };
  }
}
