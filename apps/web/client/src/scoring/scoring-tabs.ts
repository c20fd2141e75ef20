import type { Role } from '../api/session.js';

export interface ScoringTab {
  readonly path: string;
  readonly label: string;
  readonly roles: readonly Role[];
}

const deciding = ['manager', 'marketer', 'operator'] as const;

/** The pages about how leads are chosen, in their order. */
export const scoringTabs: readonly ScoringTab[] = [
  { path: '/scoring', label: 'Points', roles: ['rep', ...deciding] },
  { path: '/scoring/versions', label: 'Versions', roles: deciding },
  { path: '/scoring/how-many', label: 'How many', roles: deciding },
];
