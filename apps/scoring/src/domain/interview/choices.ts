import type { Condition } from '@baton/contracts';

/** Something that a rep may tick, and the leads that it is true of. */
export interface Choice<Id extends string = string> {
  readonly id: Id;
  /** As it stands on the button. */
  readonly label: string;
  /** As it stands in the points table. */
  readonly says: string;
  readonly when: Condition;
}

type Ids<Id extends string> = readonly [Id, ...Id[]];
const idsOf = <Id extends string>(choices: readonly Choice<Id>[]) => choices.map(({ id }) => id) as unknown as Ids<Id>;

const seniority = <Id extends string>(id: Id, value: string, label: string, says: string): Choice<Id> => ({
  id,
  label,
  says,
  when: { field: 'person.seniority', op: 'is', value },
});

export const seniorities = [
  seniority('executive', 'executive', 'Executive, founder', 'is an executive or a founder'),
  seniority('vice-president', 'vice president', 'Vice president', 'is a vice president'),
  seniority('director', 'director', 'Director, head of', 'is a director or head of something'),
  seniority('manager', 'manager', 'Manager, team lead', 'is a manager or leads a team'),
  seniority('senior', 'senior', 'Senior, expert', 'is senior or an expert'),
  seniority('junior', 'junior', 'Junior, assistant', 'is junior or an assistant'),
];
export const seniorityIds = idsOf(seniorities);

const work = <Id extends string>(id: Id, label: string, says = `works in ${label.toLowerCase()}`): Choice<Id> => ({
  id,
  label,
  says,
  when: { field: 'person.function', op: 'is', value: id },
});

export const functions = [
  work('management', 'General management'),
  work('operations', 'Operations'),
  work('sales', 'Sales'),
  work('marketing', 'Marketing'),
  work('finance', 'Finance'),
  work('technology', 'Technology', 'works in IT or engineering'),
  work('product', 'Product'),
  work('people', 'People', 'works in HR'),
  work('support', 'Support'),
  work('legal', 'Legal'),
  work('education', 'Teaching, research', 'teaches or does research'),
];
export const functionIds = idsOf(functions);

const size = <Id extends string>(id: Id, from: number, below: number | null, label: string): Choice<Id> => ({
  id,
  label,
  says: `works at a firm of ${label} people`,
  when: {
    all: [
      { field: 'company.employees', op: 'atLeast', value: from },
      ...(below === null ? [] : [{ field: 'company.employees', op: 'below' as const, value: below }]),
    ],
  },
});

export const sizes = [
  size('tiny', 1, 10, 'fewer than 10'),
  size('small', 10, 50, '10 to 49'),
  size('middle', 50, 250, '50 to 249'),
  size('large', 250, 1_000, '250 to 999'),
  size('huge', 1_000, null, '1,000 or more'),
];
export const sizeIds = idsOf(sizes);

const prompted = <Id extends string>(id: Id, says: string): Choice<Id> => ({
  id,
  label: capitalised(says),
  says,
  when: { field: 'passport.prompted.kind', op: 'is', value: id },
});
const did = <Id extends string>(id: Id, field: string, value: number, says: string): Choice<Id> => ({
  id,
  label: capitalised(says),
  says,
  when: { field, op: 'atLeast', value },
});

/** The kinds of a prompt are those that ingest reads off forms. */
export const handRaises = [
  prompted('demo-request', 'asked for a demo'),
  prompted('pricing-request', 'asked for prices'),
  prompted('contact-request', 'asked to be called'),
  prompted('trial', 'started a trial'),
];

export const readiness = [
  ...handRaises,
  did('read', 'passport.content.count', 1, 'read or watched something of ours'),
  did('returned', 'touches.days', 3, 'came back on three days or more'),
  did('colleagues', 'account.people', 1, 'has a colleague who came before'),
];
export const readinessIds = idsOf(readiness);

function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
