import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Absence } from '../domain/assign-owner.js';

@Entity('reps')
export class RepEntity {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text')
  name!: string;

  @Column('text')
  email!: string;

  @Column('uuid', { name: 'team_id' })
  teamId!: string;

  @Column('integer')
  capacity!: number;

  @Column('boolean')
  active!: boolean;

  @Column('jsonb')
  absences!: Absence[];
}
