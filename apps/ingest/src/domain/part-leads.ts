import type { Origin } from './fold-event.js';
import { foldEvent } from './fold-event.js';
import { type Announcement, standing, stateOf } from './hear-event.js';
import type { Lead } from './lead.js';
import { identityKeysOf } from './person/identity-keys.js';
import type { PersonEvent } from './providers/provider.js';
import { changedFields } from './survivorship.js';

/** What is remembered of a merge. */
export interface PastMerge {
  readonly survivorBefore: Lead;
  /** As it ended. */
  readonly loser: Lead;
  readonly survivorKeys: readonly string[];
  readonly loserKeys: readonly string[];
  /** The delivery from which the merge was learned. */
  readonly deliveryId: string;
}

/** What was heard of the survivor since the merge, in the order in which it was accepted. */
export interface HeardSince {
  readonly event: PersonEvent;
  readonly origin: Origin;
}

export interface Parted {
  readonly survivor: Lead;
  readonly loser: Lead;
  /** The keys that lead to the loser again. */
  readonly loserKeys: readonly string[];
  /** The deliveries that were about the loser, and whether they were about the survivor as well. */
  readonly loserDeliveries: ReadonlyMap<string, { readonly alsoSurvivor: boolean }>;
  readonly announcements: ReadonlyArray<{ readonly about: Lead; readonly announcement: Announcement }>;
}

/**
 * Takes a merge back: both are what they were before it, and what was heard since is folded again into whoever goes by
 * its keys. What tells of neither stays with the survivor. Folding is idempotent, so that it does no harm where an
 * event was heard before the merge already. Whoever was told of as a lead stays one.
 * @param survivorNow as it stands.
 * @param loserVersion the last that was told of the loser.
 */
export function partLeads(
  merge: PastMerge,
  survivorNow: Lead,
  loserVersion: number,
  since: readonly HeardSince[],
): Parted {
  const ids = { survivor: merge.survivorBefore.id, loser: merge.loser.id };
  const owners = new Map([
    ...merge.survivorKeys.map((key) => [key, ids.survivor] as const),
    ...merge.loserKeys.map((key) => [key, ids.loser] as const),
  ]);
  const leads = new Map([merge.survivorBefore, merge.loser].map((lead) => [lead.id, lead]));
  const deliveries = new Map<string, Set<string>>();
  for (const { event, origin } of since) {
    const keys = identityKeysOf(event);
    const owner = keys.map((key) => owners.get(key)).find((known) => known !== undefined) ?? ids.survivor;
    for (const key of keys) if (!owners.has(key)) owners.set(key, owner);
    leads.set(owner, foldEvent(leads.get(owner) as Lead, event, origin).lead);
    deliveries.set(origin.deliveryId, (deliveries.get(origin.deliveryId) ?? new Set()).add(owner));
  }
  const survivor = { ...(leads.get(ids.survivor) as Lead), stage: survivorNow.stage, version: survivorNow.version + 1 };
  const loser = { ...(leads.get(ids.loser) as Lead), version: loserVersion + 1 };
  return {
    survivor,
    loser,
    loserKeys: [...owners].flatMap(([key, owner]) => (owner === ids.loser ? [key] : [])),
    loserDeliveries: new Map(
      [...deliveries].flatMap(([id, about]) =>
        about.has(ids.loser) ? [[id, { alsoSurvivor: about.has(ids.survivor) }] as const] : [],
      ),
    ),
    announcements: [
      ...survivorNews(survivorNow, survivor, merge.deliveryId),
      ...loserNews(merge.loser, loser, merge.deliveryId),
    ],
  };
}

function survivorNews(before: Lead, survivor: Lead, deliveryId: string): Parted['announcements'] {
  const changes = changedFields(before, survivor).map((field) => ({ field, at: timeOf(survivor, field) }));
  const { sourceId } = survivor.source;
  return standing(before, survivor, changes, { sourceId, deliveryId }).map((announcement) => ({
    about: survivor,
    announcement,
  }));
}

/** It had ended, so all that is known of it is news; an inquiry is nobody’s business yet. */
function loserNews(ended: Lead, loser: Lead, deliveryId: string): Parted['announcements'] {
  if (loser.stage === 'inquiry') return [];
  const { sourceId } = loser.source;
  const known = ['person', 'company', 'consent', 'attributes'].flatMap((group) =>
    Object.keys(loser[group as 'person']).map((field) => `${group}.${field}`),
  );
  const changes = known.map((field) => ({ field, at: timeOf(loser, field), sourceId }));
  const updated: Announcement = { topic: 'lead.updated', data: { ...stateOf(loser), changes, deliveryId } };
  return [...standing(ended, loser, [], { sourceId, deliveryId }), updated].map((announcement) => ({
    about: loser,
    announcement,
  }));
}

function timeOf(lead: Lead, field: string): string {
  return lead.fieldTimes[field] ?? lead.receivedAt;
}
