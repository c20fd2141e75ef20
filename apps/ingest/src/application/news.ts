import { asKey } from '../domain/person/identity-keys.js';
import type { ProviderEvent } from '../domain/providers/provider.js';
import { keyOf } from '../infrastructure/deliveries.js';

/** Which of the events are told for the first time. */
export class News {
  private readonly heard = new Set<string>();

  constructor(private readonly bearers: ReadonlyMap<string, string>) {}

  /** The delivery that brought the event first. */
  bearerOf(sourceId: string, event: ProviderEvent): string | undefined {
    return this.bearers.get(keyOf({ sourceId, dedupeKey: asKey(event.dedupeKey) }));
  }

  /** True once for each event: the same one may stand in a batch twice. */
  isFirst(sourceId: string, event: ProviderEvent): boolean {
    const key = keyOf({ sourceId, dedupeKey: asKey(event.dedupeKey) });
    if (this.heard.has(key)) return false;
    this.heard.add(key);
    return true;
  }
}
