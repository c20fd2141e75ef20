import type { Json } from '../body/json.js';
import { decimalOf } from '../deal-amount.js';
import { emailAddressIn } from '../person/email-address.js';
import type { DealEvent } from '../providers/provider.js';
import type { FieldMap } from './field-map.js';
import { MappedBody } from './mapped-body.js';

const WON = ['won', 'closed won', 'closed-won', 'closedwon'];
const LOST = ['lost', 'closed lost', 'closed-lost', 'closedlost'];

/** The deal that a body tells of by its map; null where it tells of none. */
export function mappedDeal(
  body: Json,
  map: FieldMap,
  delivery: { readonly dedupeKey: string; readonly owner: string },
): DealEvent | null {
  const rules = map.deal;
  const reader = new MappedBody(body, map);
  const text = (rule: Parameters<MappedBody['find']>[0]) => reader.find(rule)?.text;
  const dealId = text(rules?.id);
  if (rules === undefined || dealId === undefined) return null;
  const said = text(rules.standing)?.toLowerCase();
  const isIn = (words: readonly string[]) => words.some((word) => word.toLowerCase() === said);
  const currency = text(rules.currency);
  const externalId = text(map.externalId);
  const money = reader.money(rules.amount, currency);
  return {
    kind: 'deal',
    dedupeKey: delivery.dedupeKey,
    occurredAt: reader.time(map.occurredAt),
    dealId,
    name: text(rules.name),
    standing: isIn(rules.wonBy ?? WON) ? 'won' : isIn(rules.lostBy ?? LOST) ? 'lost' : 'open',
    stage: text(rules.stage),
    amount: money === null ? undefined : decimalOf(money),
    currency: money?.currency,
    closedAt: reader.time(rules.closedAt),
    lostBecause: text(rules.lostBecause),
    identityKeys: externalId === undefined ? [] : [`${delivery.owner}:${externalId}`],
    email: emailAddressIn(text(map.person?.email) ?? '') ?? undefined,
    ambiguous: reader.ambiguous,
    readBy: [{ body, map, moved: reader.moved }],
  };
}
