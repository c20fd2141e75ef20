import { randomBytes } from 'node:crypto';
import { Clock } from '@baton/service-kit';
import { Inject, Injectable } from '@nestjs/common';
import { v7 as newId } from 'uuid';
import type { ApiAccess } from '../domain/hydration/api-access.js';
import { hydrators } from '../domain/hydration/hydrators.js';
import type { FieldMap } from '../domain/field-map/field-map.js';
import { type ProviderId, providers } from '../domain/providers/providers.js';
import { type Source, Sources } from '../infrastructure/sources.js';

export interface NewSource {
  readonly provider: ProviderId;
  readonly name: string;
  readonly secrets: readonly string[];
  readonly fieldMap?: FieldMap | null | undefined;
  readonly api?: ApiAccess | null | undefined;
}

export interface SourceChange {
  readonly name?: string | undefined;
  readonly secrets?: readonly string[] | undefined;
  readonly fieldMap?: FieldMap | null | undefined;
  readonly api?: ApiAccess | null | undefined;
}

export type Kept =
  | { readonly kind: 'kept'; readonly source: Source; readonly generatedSecret?: string }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'refused'; readonly path: string; readonly says: string };

const GENERATED_BYTES = 32;
const MOST_SECRETS = 10;
const SHORTEST_KEY_BYTES = 16;

/** Creates and changes webhook sources. */
@Injectable()
export class KeepSources {
  constructor(
    @Inject(Sources) private readonly sources: Sources,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Without a secret, a Standard Webhooks source gets one, which is told this once. */
  async create({ provider, name, secrets, fieldMap = null, api = null }: NewSource): Promise<Kept> {
    const generatedSecret =
      provider === 'standard-webhooks' && secrets.length === 0
        ? `whsec_${randomBytes(GENERATED_BYTES).toString('base64')}`
        : undefined;
    const now = this.clock.now();
    const source: Source = {
      id: newId(),
      provider,
      name,
      secrets: generatedSecret === undefined ? secrets : [generatedSecret],
      fieldMap,
      api,
      pausedAt: null,
      createdAt: now,
      updatedAt: now,
    };
    return this.keep(source, generatedSecret);
  }

  async change(id: string, { name, secrets, fieldMap, api }: SourceChange): Promise<Kept> {
    const known = await this.sources.find(id);
    if (known === null) return { kind: 'not-found' };
    return this.keep({
      ...known,
      name: name ?? known.name,
      secrets: secrets ?? known.secrets,
      fieldMap: fieldMap === undefined ? known.fieldMap : fieldMap,
      api: api === undefined ? known.api : api,
      updatedAt: this.clock.now(),
    });
  }

  /** From now on the new secret is taken beside the old ones, until `dropOldSecrets`: no delivery fails meanwhile. */
  async addSecret(id: string, secret: string): Promise<Kept> {
    const known = await this.sources.find(id);
    if (known === null) return { kind: 'not-found' };
    const secrets = [secret, ...known.secrets.filter((other) => other !== secret)].slice(0, MOST_SECRETS);
    return this.keep({ ...known, secrets, updatedAt: this.clock.now() });
  }

  /** Only the newest secret is taken from now on. */
  async dropOldSecrets(id: string): Promise<Kept> {
    const known = await this.sources.find(id);
    if (known === null) return { kind: 'not-found' };
    return this.keep({ ...known, secrets: known.secrets.slice(0, 1), updatedAt: this.clock.now() });
  }

  /** Paused, it is taken from as before, and nothing of it is read until it goes on. */
  async setPaused(id: string, paused: boolean): Promise<Kept> {
    const known = await this.sources.find(id);
    if (known === null) return { kind: 'not-found' };
    if ((known.pausedAt !== null) === paused) return { kind: 'kept', source: known };
    const now = this.clock.now();
    return this.keep({ ...known, pausedAt: paused ? now : null, updatedAt: now });
  }

  private async keep(source: Source, generatedSecret?: string): Promise<Kept> {
    const { provider, secrets, fieldMap } = source;
    if (provider === 'csv-import' && secrets.length > 0) {
      return { kind: 'refused', path: 'secrets', says: 'rows are sent by whoever is signed in: leave them out' };
    }
    if (provider !== 'csv-import' && secrets.length === 0) {
      return {
        kind: 'refused',
        path: 'secrets',
        says: 'give at least one: it is how the platform proves who it is',
      };
    }
    if (provider === 'standard-webhooks' && !secrets.every(isStandardSecret)) {
      return {
        kind: 'refused',
        path: 'secrets',
        says: `each must be base64 of at least ${SHORTEST_KEY_BYTES} bytes, with or without whsec_ in front, or the public key of a sender after whpk_; leave the list empty to get one`,
      };
    }
    if (fieldMap !== null && !providers[provider].takesFieldMap) {
      return {
        kind: 'refused',
        path: 'fieldMap',
        says: `${provider} names its own fields: leave the map out`,
      };
    }
    if (source.api !== null && hydrators[provider] === undefined) {
      return { kind: 'refused', path: 'api', says: `${provider} tells everything in its webhooks: leave it out` };
    }
    await this.sources.save(source);
    return { kind: 'kept', source, ...(generatedSecret === undefined ? {} : { generatedSecret }) };
  }
}

function isStandardSecret(secret: string): boolean {
  const text = secret.replace(/^wh(sec|pk)_/, '');
  return /^[A-Za-z0-9+/]+={0,2}$/.test(text) && Buffer.from(text, 'base64').length >= SHORTEST_KEY_BYTES;
}
