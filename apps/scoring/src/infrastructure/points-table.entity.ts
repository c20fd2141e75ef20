import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { PointsTableContent } from '../domain/points-table.js';

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

  @Column('text')
  author!: string;

  @Column('text')
  reason!: string;

  @Column('timestamptz', { name: 'promoted_at' })
  promotedAt!: Date;
}
