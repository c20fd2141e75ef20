import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type Repository } from 'typeorm';
import type { ApiAccess } from '../domain/hydration/api-access.js';
import type { FieldMap } from '../domain/field-map/field-map.js';
import type { ProviderId } from '../domain/providers/providers.js';
import { SecretBox } from './secret-box.js';
import { SourceEntity } from './source.entity.js';

/** A webhook source, with its secrets in the clear: never to be logged or returned. */
export interface Source {
  readonly id: string;
  readonly provider: ProviderId;
  readonly name: string;
  readonly secrets: readonly string[];
  readonly fieldMap: FieldMap | null;
  /** For platforms that tell ids alone; null where nobody has given any yet. */
  readonly api: ApiAccess | null;
  /** Since when what it sends is stored and not read; null while it is. */
  readonly pausedAt: Date | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** In which state a delivery of the source is stored. */
export function stateOfNew({ pausedAt }: Pick<Source, 'pausedAt'>): 'stored' | 'held' {
  return pausedAt === null ? 'stored' : 'held';
}

/** How long another instance may still go by what a source was before it was changed here. */
export const REMEMBERED_MS = 5_000;
const MOST_REMEMBERED = 1_000;

/** The webhook sources. The door asks for one with every request, so they are remembered for a moment. */
@Injectable()
export class Sources {
  private readonly repository: Repository<SourceEntity>;
  private readonly remembered = new Map<string, { source: Promise<Source | null>; until: number }>();

  constructor(
    @Inject(DataSource) dataSource: DataSource,
    @Inject(SecretBox) private readonly box: SecretBox,
  ) {
    this.repository = dataSource.getRepository(SourceEntity);
  }

  async save(source: Source): Promise<void> {
    const { secrets, api, ...columns } = source;
    await this.repository.save({
      ...columns,
      sealedSecrets: this.box.seal(secrets, source.id),
      sealedApi: api && this.box.seal(api, source.id),
    });
    this.remembered.delete(source.id);
  }

  async find(id: string): Promise<Source | null> {
    const row = await this.repository.findOneBy({ id });
    return row && this.opened(row);
  }

  async list(): Promise<Source[]> {
    const rows = await this.repository.find({ order: { id: 'ASC' } });
    return rows.map((row) => this.opened(row));
  }

  /** As `find`, at most a few seconds old. */
  recall(id: string): Promise<Source | null> {
    // The age of what is remembered is no business time: it runs on the machine's own steady clock.
    const now = performance.now();
    const known = this.remembered.get(id);
    if (known !== undefined && known.until > now) return known.source;
    if (this.remembered.size >= MOST_REMEMBERED) this.remembered.clear();
    const source = this.find(id);
    this.remembered.set(id, { source, until: now + REMEMBERED_MS });
    // A failure to look is no knowledge.
    source.catch(() => this.remembered.delete(id));
    return source;
  }

  private opened({ sealedSecrets, sealedApi, ...row }: SourceEntity): Source {
    return {
      ...row,
      provider: row.provider as ProviderId,
      secrets: this.box.open<string[]>(sealedSecrets, row.id),
      api: sealedApi && this.box.open<ApiAccess>(sealedApi, row.id),
    };
  }
}
