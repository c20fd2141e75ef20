import { v7 as newId } from 'uuid';
import { moneyOf } from '../domain/deal-amount.js';
import { type Origin, timeOf } from '../domain/fold-event.js';
import { type Announcement, hearEvent, type Outcome } from '../domain/hear-event.js';
import { joinLeads } from '../domain/hear-merge.js';
import type { Lead } from '../domain/lead.js';
import { asKey, identityKeysOf, keysAbout } from '../domain/person/identity-keys.js';
import type { Reference } from '../domain/hydration/hydrator.js';
import type {
  DealEvent,
  ErasureEvent,
  MergeEvent,
  PersonEvent,
  ProviderEvent,
  ReferenceEvent,
} from '../domain/providers/provider.js';
import type { PeopleDraft } from './people-in-hand.js';

/** How one event of a delivery ended, and whom it was about. */
export interface Told {
  readonly outcome: Outcome;
  readonly leadIds: readonly string[];
  readonly reason: string | null;
}

export interface Said {
  readonly about: Pick<Lead, 'id' | 'version'>;
  readonly announcement: Announcement;
}

export type HeardEvent =
  | { readonly kind: 'heard'; readonly told: Told; readonly said: readonly Said[]; readonly toFetch?: Reference }
  | { readonly kind: 'refused'; readonly because: string };

/** Hears one event, whatever its kind, and changes the people in the draft accordingly. */
export function hearAnyEvent(event: ProviderEvent, draft: PeopleDraft, origin: Origin): HeardEvent {
  switch (event.kind) {
    case 'lead':
    case 'touch':
      return hearPerson(event, draft, origin);
    case 'merge':
      return hearMerge(event, draft, origin);
    case 'erasure':
      return hearErasure(event, draft, origin);
    case 'deal':
      return hearDeal(event, draft, origin);
    case 'reference':
      return hearReference(event);
    case 'ignored':
      return ignored(event.reason);
  }
}

function hearPerson(event: PersonEvent, draft: PeopleDraft, origin: Origin): HeardEvent {
  const keys = identityKeysOf(event);
  const heard = hearEvent(draft.find(keys), event, origin, newId);
  if (heard.kind === 'refused') return heard;
  if (heard.kind === 'ignored') return ignored(heard.reason);
  const { lead, outcome, announcements } = heard;
  draft.put(lead, keys);
  return {
    kind: 'heard',
    told: { outcome, leadIds: [lead.id], reason: null },
    said: announcements.map((announcement) => ({ about: lead, announcement })),
  };
}

/** A record of which nothing was heard yet lends its id to the other: then both ids lead to one person from the start. */
function hearMerge(event: MergeEvent, draft: PeopleDraft, origin: Origin): HeardEvent {
  const keys = [event.survivor, ...event.losers].map(asKey);
  const known = keys.flatMap((key) => draft.find([key]) ?? []);
  const [first] = known;
  if (first === undefined) return ignored('about records of which nothing else was heard');
  let survivor = first;
  const said: Said[] = [];
  for (const loser of known) {
    if (said.some(({ about }) => about.id === loser.id) || loser.id === survivor.id) continue;
    const before = survivor;
    const joined = joinLeads(before, loser, {
      because: 'platform',
      says: `${origin.provider} found two of its records to be one person`,
      at: timeOf(event, origin),
      sourceId: origin.sourceId,
      deliveryId: origin.deliveryId,
    });
    draft.join({
      id: newId(),
      survivorBefore: before,
      survivorAfter: joined.survivor,
      loser: joined.loser,
      because: 'platform',
      says: `${origin.provider} found two of its records to be one person`,
      deliveryId: origin.deliveryId,
      by: origin.provider,
      at: origin.receivedAt,
    });
    survivor = joined.survivor;
    said.push(...joined.announcements);
  }
  draft.put(survivor, keys);
  const leadIds = [...new Set(known.map(({ id }) => id))];
  return leadIds.length === 1
    ? { kind: 'heard', told: { outcome: 'ignored', leadIds, reason: 'already known to be one person' }, said: [] }
    : { kind: 'heard', told: { outcome: 'joined', leadIds, reason: null }, said };
}

function hearErasure(event: ErasureEvent, draft: PeopleDraft, origin: Origin): HeardEvent {
  const people = new Map(
    event.identityKeys.flatMap((key) => draft.find([asKey(key)]) ?? []).map((lead) => [lead.id, lead]),
  );
  if (people.size === 0) return ignored('about a person of whom nothing is kept');
  const at = origin.receivedAt;
  const said = [...people.values()].map((lead): Said => {
    draft.forget(lead, { leadId: lead.id, because: 'platform', askedBy: origin.provider, at });
    return {
      about: { id: lead.id, version: lead.version + 1 },
      announcement: {
        topic: 'lead.erased',
        data: { leadId: lead.id, because: 'platform', at: at.toISOString() },
      },
    };
  });
  return { kind: 'heard', told: { outcome: 'erased', leadIds: [...people.keys()], reason: null }, said };
}

function hearDeal(event: DealEvent, draft: PeopleDraft, origin: Origin): HeardEvent {
  if (event.ambiguous !== undefined) return { kind: 'refused', because: `${event.ambiguous}, then replay` };
  const people = new Map(keysAbout(event).flatMap((key) => draft.find([key]) ?? []).map((lead) => [lead.id, lead]));
  if (people.size === 0) return ignored('about a deal with nobody who is known');
  const amount = moneyOf(event.amount, event.currency);
  const said = [...people.values()].map(({ version, ...rest }): Said => {
    const lead = { ...rest, version: version + 1 };
    draft.put(lead, []);
    return {
      about: lead,
      announcement: {
        topic: 'deal.reported',
        data: {
          leadId: lead.id,
          dealId: event.dealId,
          name: event.name,
          standing: event.standing,
          stage: event.stage,
          amount: amount ?? undefined,
          lostBecause: event.lostBecause,
          closedAt: event.closedAt?.toISOString(),
          at: timeOf(event, origin).toISOString(),
          sourceId: origin.sourceId,
          deliveryId: origin.deliveryId,
        },
      },
    };
  });
  return { kind: 'heard', told: { outcome: 'deal', leadIds: [...people.keys()], reason: null }, said };
}

function hearReference({ type, id, details, occurredAt }: ReferenceEvent): HeardEvent {
  const toFetch = { type, id, details, occurredAt: occurredAt?.toISOString() ?? null };
  return { kind: 'heard', told: { outcome: 'fetching', leadIds: [], reason: null }, said: [], toFetch };
}

function ignored(reason: string): HeardEvent {
  return { kind: 'heard', told: { outcome: 'ignored', leadIds: [], reason }, said: [] };
}
