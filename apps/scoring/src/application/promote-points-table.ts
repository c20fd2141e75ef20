import { type ExpectedEffect, modelPromoted, type PromotionCause, SCORING_MODEL_SUBJECT } from '@baton/contracts';
import { Transactions, type UnitOfWork } from '@baton/messaging';
import { Clock } from '@baton/service-kit';
import { Injectable } from '@nestjs/common';
import { describeChanges, type PointsTableContent, type PointsTableKind } from '../domain/points-table.js';
import { PointsTables } from '../infrastructure/points-tables.js';

export type Promotion =
  | { readonly kind: 'promoted'; readonly version: number; readonly changes: string[] }
  | { readonly kind: 'unchanged'; readonly version: number };

/** Whose idea a version is, and what it stands on. */
export interface Proposal {
  readonly kind: PointsTableKind;
  readonly author: string;
  readonly reason: string;
  readonly because?: PromotionCause | null;
  readonly expected?: ExpectedEffect | null;
}

/** Makes a points table the ruling one. New leads are judged by it; old decisions stand. */
@Injectable()
export class PromotePointsTable {
  constructor(
    private readonly transactions: Transactions,
    private readonly tables: PointsTables,
    private readonly clock: Clock,
  ) {}

  execute(content: PointsTableContent, promotion: Proposal): Promise<Promotion> {
    return this.transactions.run((uow) => this.within(content, promotion, uow));
  }

  /** As part of a transaction that does more. */
  async within(
    content: PointsTableContent,
    { kind, author, reason, because = null, expected = null }: Proposal,
    uow: UnitOfWork,
  ): Promise<Promotion> {
    await this.tables.lockForPromotion(uow.manager);
    const ruling = await this.tables.ruling(uow.manager);
    const changes = describeChanges(ruling, content);
    if (changes.length === 0) return { kind: 'unchanged', version: ruling.version };
    const version = ruling.version + 1;
    const promotedAt = this.clock.now();
    await this.tables.add({ ...content, version, kind, author, reason, because, expected, promotedAt }, uow.manager);
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
