import type { DataOf, leadMerged } from '@baton/contracts';
import { type Announcement, standing } from './hear-event.js';
import type { Lead } from './lead.js';
import { mergeLeads } from './merge-leads.js';
import { changedFields } from './survivorship.js';

/** Why two leads are said to be one person. */
export interface Finding {
  readonly because: DataOf<typeof leadMerged>['because'];
  readonly says: string;
  readonly at: Date;
  readonly sourceId: string;
  readonly deliveryId: string;
}

export interface Joined {
  /** The lead that goes on. */
  readonly survivor: Lead;
  /** The lead that ends, in its last version. */
  readonly loser: Lead;
  readonly announcements: ReadonlyArray<{ readonly about: Lead; readonly announcement: Announcement }>;
}

/** Joins two leads that are one person. */
export function joinLeads(before: Lead, ended: Lead, finding: Finding): Joined {
  const at = finding.at.toISOString();
  const survivor = mergeLeads(before, ended);
  const loser = { ...ended, version: ended.version + 1 };
  const changes = changedFields(before, survivor).map((field) => ({ field, at: survivor.fieldTimes[field] ?? at }));
  const { because, says } = finding;
  const merged: Announcement = {
    topic: 'lead.merged',
    data: { leadId: loser.id, survivorId: survivor.id, because, says, at },
  };
  return {
    survivor,
    loser,
    announcements: [
      { about: loser, announcement: merged },
      ...standing(before, survivor, changes, finding).map((announcement) => ({ about: survivor, announcement })),
    ],
  };
}
