import type { Target } from './target-path.js';

export interface TargetGroup {
  readonly title: string;
  readonly targets: readonly Target[];
}

/** Everything that a rule of one path can fill, in the order in which people think of it. */
export const targetGroups: readonly TargetGroup[] = [
  group('person', 'Who it is', {
    email: 'E-mail address',
    fullName: 'Full name',
    givenName: 'First name',
    familyName: 'Last name',
    title: 'Job title',
    phone: 'Phone',
    city: 'City',
    country: 'Country',
  }),
  group('company', 'Which firm', {
    name: 'Company',
    domain: 'Its domain',
    industry: 'Its industry',
    employees: 'Its employees',
    country: 'Its country',
  }),
  group('passport', 'Why they came', {
    whereFrom: 'Where they came from',
    content: 'What they saw',
    prompted: 'What they asked for',
  }),
  group('source', 'What tracking saw', {
    channel: 'Channel',
    campaign: 'Campaign',
    medium: 'Medium',
    term: 'Search term',
    content: 'Advertisement',
    referrer: 'Referrer',
    landingPage: 'Landing page',
    selfReported: 'How they say they heard of us',
  }),
  group(null, 'The delivery', { occurredAt: 'When it happened', externalId: 'The sender’s id of the person' }),
];

function group(name: string | null, title: string, labels: Readonly<Record<string, string>>): TargetGroup {
  return { title, targets: Object.entries(labels).map(([field, label]) => ({ group: name, field, label })) };
}
