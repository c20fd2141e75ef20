import type { ExpectedEffect, PromotionCause } from '@baton/contracts';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { MeasuredEffect } from '../domain/learning/measured-effect.js';
import type { PointsTable, PointsTableKind } from '../domain/points-table.js';
import { PointsTableEntity } from './points-table.entity.js';

export type StoredPointsTable = PointsTable & {
  kind: PointsTableKind;
  author: string;
  reason: string;
  because: PromotionCause | null;
  expected: ExpectedEffect | null;
  promotedAt: Date;
  measured: MeasuredEffect | null;
};

/** Serialises promotions, so that versions follow one another. */
const PROMOTION_LOCK = 4_242_100;

@Injectable()
export class PointsTables {
  constructor(private readonly dataSource: DataSource) {}

  list(): Promise<StoredPointsTable[]> {
    return this.dataSource.manager.find(PointsTableEntity, { order: { version: 'DESC' } });
  }

  /** The newest table. There is always one: a migration brings the first. */
  async ruling(manager: EntityManager = this.dataSource.manager): Promise<StoredPointsTable> {
    const [newest] = await manager.find(PointsTableEntity, { order: { version: 'DESC' }, take: 1 });
    if (!newest) throw new Error('There is no points table: has the schema been migrated?');
    return newest;
  }

  async ofVersion(version: number): Promise<StoredPointsTable | null> {
    return this.dataSource.manager.findOneBy(PointsTableEntity, { version });
  }

  /** When the table that rules, or the one that it goes back to, was last learned from what sales said; null if never. */
  async learnedAt(): Promise<Date | null> {
    const [newest] = await this.dataSource.manager.find(PointsTableEntity, {
      where: { kind: 'learned' },
      order: { version: 'DESC' },
      take: 1,
    });
    return newest?.promotedAt ?? null;
  }

  /** Versions that came to rule before an instant and whose effect nobody has measured, with when they gave way. */
  async unmeasured(before: Date): Promise<{ version: number; promotedAt: Date; gaveWayAt: Date | null }[]> {
    return this.dataSource.query(
      `SELECT version, promoted_at AS "promotedAt", "gaveWayAt"
         FROM (SELECT version, promoted_at, measured, lead(promoted_at) OVER (ORDER BY version) AS "gaveWayAt"
                 FROM points_tables) AS ruled
        WHERE measured IS NULL AND version > 1 AND promoted_at <= $1 ORDER BY version`,
      [before],
    );
  }

  async measured(version: number, effect: MeasuredEffect): Promise<void> {
    await this.dataSource.query('UPDATE points_tables SET measured = $2 WHERE version = $1', [version, JSON.stringify(effect)]);
  }

  async lockForPromotion(manager: EntityManager): Promise<void> {
    await manager.query('SELECT pg_advisory_xact_lock($1)', [PROMOTION_LOCK]);
  }

  async add(table: Omit<StoredPointsTable, 'measured'>, manager: EntityManager): Promise<void> {
    await manager.insert(PointsTableEntity, table);
  }
}
