import type { ExpectedEffect, PromotionCause } from '@baton/contracts';
import { Injectable } from '@nestjs/common';
import type { MeasuredEffect } from '../domain/learning/measured-effect.js';
import { describeChanges, type PointsTableKind } from '../domain/points-table.js';
import { PointsTables } from '../infrastructure/points-tables.js';

export interface ShownVersion {
  readonly version: number;
  readonly kind: PointsTableKind;
  readonly author: string;
  readonly reason: string;
  readonly promotedAt: Date;
  /** Against the version before it, in words. */
  readonly changes: readonly string[];
  /** What sales had said, where it was learned from that. */
  readonly because: PromotionCause | null;
  readonly expected: ExpectedEffect | null;
  /** Filled in four weeks later. */
  readonly measured: MeasuredEffect | null;
}

@Injectable()
export class ListVersions {
  constructor(private readonly tables: PointsTables) {}

  /** The newest first. */
  async execute(): Promise<ShownVersion[]> {
    const tables = await this.tables.list();
    return tables.map((table, at) => {
      const { version, kind, author, reason, promotedAt, because, expected, measured } = table;
      const before = tables[at + 1];
      const changes = before ? describeChanges(before, table) : [];
      return { version, kind, author, reason, promotedAt, changes, because, expected, measured };
    });
  }
}
