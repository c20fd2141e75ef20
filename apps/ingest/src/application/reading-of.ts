import type { Reference } from '../domain/hydration/hydrator.js';
import { hydrators } from '../domain/hydration/hydrators.js';
import type { Reading, ReadingSource } from '../domain/providers/provider.js';
import { type ProviderId, providers } from '../domain/providers/providers.js';
import type { StoredDelivery } from '../infrastructure/deliveries.js';
import { FETCHED_HEADER } from '../infrastructure/fetched-header.js';

/** What was fetched is read as the platform's API tells it, everything else as its webhooks do. */
export function readingOf(
  { headers, body }: Pick<StoredDelivery, 'headers' | 'body'>,
  source: ReadingSource & { readonly provider: ProviderId },
): Reading {
  const fetched = headers[FETCHED_HEADER];
  const hydrator = hydrators[source.provider];
  if (fetched === undefined || hydrator === undefined)
    return providers[source.provider].read({ headers, body }, source);
  const answer = hydrator.read(body, JSON.parse(fetched) as Reference, source);
  return answer.ok ? { ok: true, events: [answer.event] } : answer;
}
