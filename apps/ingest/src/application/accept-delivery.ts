import { Clock, CONFIG } from '@baton/service-kit';
import { Inject, Injectable } from '@nestjs/common';
import { v7 as newId } from 'uuid';
import type { PlatformAnswer, SignedRequest } from '../domain/providers/provider.js';
import { providers } from '../domain/providers/providers.js';
import { TEST_HEADER } from '../domain/providers/test-delivery.js';
import type { IngestConfig } from '../ingest.config.js';
import { DeliveryWriter } from '../infrastructure/delivery-writer.js';
import { RefusedWebhooks } from '../infrastructure/refused-webhooks.js';
import { Sources, stateOfNew } from '../infrastructure/sources.js';
import { publicUrlOf } from './public-url.js';

/** The headers worth keeping. Signatures and keys are not among them. */
const KEPT_HEADERS = ['content-type', 'user-agent', 'webhook-id', 'svix-id', TEST_HEADER] as const;
const LONGEST_HEADER = 500;

export type Acceptance =
  | { readonly kind: 'accepted'; readonly answer: PlatformAnswer }
  /** No delivery: the platform asked whether it has the right address. */
  | { readonly kind: 'handshake'; readonly answer: PlatformAnswer }
  | { readonly kind: 'no-handshake' }
  | { readonly kind: 'unknown-source' }
  | { readonly kind: 'not-genuine'; readonly because: string };

/** Takes a webhook in: is it genuine, then store it. Everything else happens after the answer. */
@Injectable()
export class AcceptDelivery {
  constructor(
    @Inject(Sources) private readonly sources: Sources,
    @Inject(DeliveryWriter) private readonly writer: DeliveryWriter,
    @Inject(RefusedWebhooks) private readonly refused: RefusedWebhooks,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Pick<IngestConfig, 'BATON_PUBLIC_URL'>,
  ) {}

  /**
   * @param request `search` is the query as it stands in the address, with its question mark; empty without one.
   * @param traceparent our own trace of this request, kept with the delivery; a platform's own says nothing to us.
   * @throws WriterIsFull, or what the database throws: the webhook was not accepted.
   */
  async accept(
    sourceId: string,
    { search, ...request }: Omit<SignedRequest, 'url' | 'now'> & { readonly search: string },
    traceparent: string | null,
  ): Promise<Acceptance> {
    const source = await this.sources.recall(sourceId);
    if (source === null) return { kind: 'unknown-source' };
    const provider = providers[source.provider];
    const now = this.clock.now();
    const signed: SignedRequest = { ...request, url: publicUrlOf(this.config, sourceId) + search, now };
    const handshake = provider.handshake?.(signed, source.secrets) ?? null;
    if (handshake !== null) return { kind: 'handshake', answer: handshake };
    if (request.method === 'GET') return { kind: 'no-handshake' };
    const verification = provider.verify(signed, source.secrets);
    if (!verification.ok) {
      this.refused.note(source.id, verification.because);
      return { kind: 'not-genuine', because: verification.because };
    }

    const id = newId();
    const headers: Record<string, string> = Object.fromEntries(
      [...KEPT_HEADERS, ...(provider.keptHeaders ?? [])].flatMap((name): Array<[string, string]> => {
        const value = request.headers[name]?.replaceAll('\0', '').slice(0, LONGEST_HEADER);
        return value === undefined ? [] : [[name, value]];
      }),
    );
    if (traceparent !== null) headers['traceparent'] = traceparent;
    const body = provider.withoutSecret?.(request.raw) ?? request.raw;
    await this.writer.store({ id, sourceId: source.id, state: stateOfNew(source), receivedAt: now, headers, body });
    return { kind: 'accepted', answer: provider.accepted ?? ownAnswer(id) };
  }
}

function ownAnswer(deliveryId: string): PlatformAnswer {
  return { status: 200, contentType: 'application/json', body: JSON.stringify({ deliveryId }) };
}
