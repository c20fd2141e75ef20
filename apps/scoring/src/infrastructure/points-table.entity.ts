import type { ExpectedEffect, PromotionCause } from '@baton/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { MeasuredEffect } from '../domain/learning/measured-effect.js';
import type { PointsTableContent, PointsTableKind } from '../domain/points-table.js';

@Entity('points_tables')
export class PointsTableEntity {
  @PrimaryColumn('integer')
  version!: number;

  @Column('double precision')
  line!: number;

  @Column('jsonb')
  rules!: PointsTableContent['rules'];

  @Column('jsonb')
  exclusions!: PointsTableContent['exclusions'];

  @Column('jsonb')
  activities!: PointsTableContent['activities'];

  @Column('jsonb', { name: 'skip_the_line' })
  skipTheLine!: PointsTableContent['skipTheLine'];

  @Column('jsonb', { nullable: true, transformer: { from: absentForNull, to: (value: unknown) => value ?? null } })
  calibration?: PointsTableContent['calibration'];

  @Column('text')
  kind!: PointsTableKind;

  @Column('jsonb', { nullable: true })
  because!: PromotionCause | null;

  @Column('jsonb', { nullable: true })
  expected!: ExpectedEffect | null;

  @Column('jsonb', { nullable: true })
  measured!: MeasuredEffect | null;

  @Column('text')
  author!: string;

  @Column('text')
  reason!: string;

  @Column('timestamptz', { name: 'promoted_at' })
  promotedAt!: Date;
}

function absentForNull(value: PointsTableContent['calibration'] | null): PointsTableContent['calibration'] {
  return value ?? undefined;
}
