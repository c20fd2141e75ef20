import type { Role } from './api/session.js';

export interface PageEntry {
  readonly path: string;
  readonly label: string;
  readonly roles: readonly Role[];
}

const everybody = ['rep', 'manager', 'marketer', 'operator'] as const;

/** What is in the navigation, in its order. */
export const pages: readonly PageEntry[] = [
  { path: '/my-leads', label: 'My leads', roles: ['rep'] },
  { path: '/leads', label: 'Leads', roles: ['manager', 'marketer', 'operator'] },
  { path: '/funnel', label: 'Funnel', roles: everybody },
  { path: '/scoring', label: 'Scoring', roles: everybody },
  { path: '/sources', label: 'Sources', roles: ['marketer', 'operator'] },
  { path: '/same-person', label: 'Same person?', roles: ['marketer', 'operator'] },
  { path: '/health', label: 'Health', roles: ['operator'] },
  { path: '/dead-letters', label: 'Dead letters', roles: ['operator'] },
];

const deciding = ['manager', 'marketer', 'operator'] as const;

/** The pages about how leads are chosen, one beside the other under Scoring. */
export const scoringPages: readonly PageEntry[] = [
  { path: '/scoring', label: 'Points', roles: everybody },
  { path: '/scoring/versions', label: 'Versions', roles: deciding },
  { path: '/scoring/how-many', label: 'How many', roles: deciding },
  { path: '/scoring/interview', label: 'Interview', roles: everybody },
  { path: '/scoring/said-and-done', label: 'Said and done', roles: everybody },
];

const homes: Readonly<Record<Role, string>> = {
  rep: '/my-leads',
  manager: '/leads',
  marketer: '/funnel',
  operator: '/health',
};

/** Where somebody of the role begins the day. */
export const homeOf = (role: Role): string => homes[role];

export const pagesOf = (role: Role): PageEntry[] => pages.filter(({ roles }) => roles.includes(role));
