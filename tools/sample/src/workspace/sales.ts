import { asciiOf } from '../data/ascii.js';

export const teams = {
  europe: { id: '0198a100-0000-7000-8000-000000000011', name: 'Europe' },
  americas: { id: '0198a100-0000-7000-8000-000000000012', name: 'Americas' },
} as const;

export interface SampleRep {
  readonly id: string;
  readonly name: string;
  readonly team: keyof typeof teams;
  /** How many undecided leads at most. */
  readonly capacity: number;
}

export const reps: readonly SampleRep[] = [
  { id: '0198a100-0000-7000-8000-000000000021', name: 'Maya Okafor', team: 'europe', capacity: 20 },
  { id: '0198a100-0000-7000-8000-000000000022', name: 'Jonas Weber', team: 'europe', capacity: 15 },
  { id: '0198a100-0000-7000-8000-000000000023', name: 'Ingrid Solberg', team: 'europe', capacity: 15 },
  { id: '0198a100-0000-7000-8000-000000000024', name: 'Diego Ramírez', team: 'americas', capacity: 15 },
  { id: '0198a100-0000-7000-8000-000000000025', name: 'Priya Nair', team: 'americas', capacity: 10 },
];

/** The account of a rep: the given name at the sample firm, `maya@baton.example`. */
export function addressOf(rep: SampleRep): string {
  return `${asciiOf(rep.name.split(' ')[0]!)}@baton.example`;
}

/** Everybody who signs in, besides the reps. */
export const otherAccounts = [
  { email: 'operator@baton.example', name: 'Sam Ellery', role: 'operator' },
  { email: 'marketer@baton.example', name: 'Leila Haddad', role: 'marketer' },
  { email: 'manager@baton.example', name: 'Tomasz Nowak', role: 'manager' },
] as const;

/** Whose a lead is: the first rule that matches decides. */
export const routingRules = [
  {
    id: 'large-firms',
    says: 'Firms of 1,000 people or more go to Maya',
    when: { field: 'company.employees', op: 'atLeast', value: 1000 },
    target: { repId: reps[0]!.id },
  },
  {
    id: 'americas',
    says: 'The Americas have their own team',
    when: { field: 'person.country', op: 'in', value: ['US', 'CA', 'MX', 'BR', 'CL'] },
    target: { teamId: teams.americas.id },
  },
  { id: 'everybody-else', says: 'Everybody else goes to Europe', when: { all: [] }, target: { teamId: teams.europe.id } },
];

/** How soon, in minutes of working time. */
export const promises = { respondMinutes: 60, decideMinutes: 480 };
