import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** One table a service, as in Nest's chapter on TypeORM. */
@Entity()
export class Lead {
  @PrimaryGeneratedColumn('uuid')
  id!: string;

  @Column()
  email!: string;

  @Column()
  state!: string;

  @Column('jsonb')
  data!: object;
}
