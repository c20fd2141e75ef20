import type { GeneratedLead, Visit } from '../generated-lead.js';

/** One visit of one person, at a time on the wall: what every platform's body is written from. */
export interface ToldVisit {
  readonly lead: GeneratedLead;
  readonly visit: Visit;
  readonly at: Date;
  /** The same for the same seed, e.g. `person-0007-2`. */
  readonly id: string;
}

export const SITE = 'https://www.dock-planner.example';

/** @param now when the traffic is played. */
export function tellVisits(lead: GeneratedLead, now: Date): ToldVisit[] {
  return lead.visits.map((visit, index) => ({
    lead,
    visit,
    at: new Date(now.getTime() - visit.minutesBefore * 60_000),
    id: `${lead.key}-${index + 1}`,
  }));
}
