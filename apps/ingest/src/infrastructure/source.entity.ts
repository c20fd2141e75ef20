import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { FieldMap } from '../domain/field-map/field-map.js';

@Entity({ name: 'sources' })
export class SourceEntity {
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Column({ type: 'text' })
  provider: string;

  @Column({ type: 'text' })
  name: string;

  /** The list of secrets, encrypted by `SecretBox`. */
  @Column({ name: 'sealed_secrets', type: 'bytea' })
  sealedSecrets: Buffer;

  /** The access to the platform's API, encrypted by `SecretBox`. */
  @Column({ name: 'sealed_api', type: 'bytea', nullable: true })
  sealedApi: Buffer | null;

  @Column({ name: 'field_map', type: 'jsonb', nullable: true })
  fieldMap: FieldMap | null;

  @Column({ name: 'paused_at', type: 'timestamptz', nullable: true })
  pausedAt: Date | null;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt: Date;

  @Column({ name: 'updated_at', type: 'timestamptz' })
  updatedAt: Date;
}
