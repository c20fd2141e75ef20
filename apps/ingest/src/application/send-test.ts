import { Clock, CONFIG } from '@baton/service-kit';
import { Inject, Injectable } from '@nestjs/common';
import { testRequest } from '../domain/providers/test-delivery.js';
import type { IngestConfig } from '../ingest.config.js';
import { Sources } from '../infrastructure/sources.js';
import { publicUrlOf } from './public-url.js';

const PATIENCE_MS = 10_000;

export type Tested =
  | { readonly kind: 'accepted'; readonly deliveryId: string | null }
  | { readonly kind: 'unknown-source' }
  | { readonly kind: 'not-possible' }
  | { readonly kind: 'failed'; readonly because: string };

/** Sends a webhook to a source's own address, all the way that the platform's take, to see whether it arrives. */
@Injectable()
export class SendTest {
  constructor(
    @Inject(Sources) private readonly sources: Sources,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Pick<IngestConfig, 'BATON_PUBLIC_URL'>,
  ) {}

  async send(sourceId: string): Promise<Tested> {
    const source = await this.sources.find(sourceId);
    if (source === null) return { kind: 'unknown-source' };
    const test = testRequest(source.provider, source.secrets[0] ?? '', this.clock.now());
    if (test === null) return { kind: 'not-possible' };
    const url = publicUrlOf(this.config, sourceId);
    try {
      const answer = await fetch(url, { method: 'POST', ...test, signal: AbortSignal.timeout(PATIENCE_MS), redirect: 'manual' });
      const body = (await answer.json().catch(() => ({}))) as { deliveryId?: unknown };
      if (!answer.ok) return { kind: 'failed', because: `${url} answered ${answer.status}.` };
      return { kind: 'accepted', deliveryId: typeof body.deliveryId === 'string' ? body.deliveryId : null };
    } catch {
      return { kind: 'failed', because: `${url} cannot be reached from here. Platforms may reach it all the same.` };
    }
  }
}
