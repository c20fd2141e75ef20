import type { Condition, Facts } from '@baton/contracts';

/** What a fact may be, as far as points tell it apart. Of a column's levels at most one holds for a lead. */
export interface Level {
  readonly when: Condition;
  /** What the fact then is, in words: `300 to 600`, `not answered`. */
  readonly says: string;
  /** Tells it from the column's other levels, in lower-case words joined by hyphens. */
  readonly slug: string;
}

export interface Levels {
  readonly levels: readonly Level[];
  /** The index of the level that holds for such a fact; -1 where none does. */
  at(fact: Facts[string]): number;
}

const NUMBERS_FROM = 0.9;
const FEWEST_DISTINCT_NUMBERS = 9;
const BINS = 10;
const MOST_VALUES = 30;

/** A value that was seen less often than this says nothing by itself: such values are taken together. */
const rareBelow = (rows: number): number => Math.max(5, Math.min(20, Math.ceil(rows / 100)));

/** Tells a column's levels by how often each value was seen: numbers by tenths, words by themselves, the rare together. */
export function levelsOf(field: string, facts: readonly Facts[string][]): Levels {
  const filled = facts.filter((fact) => !isBlank(fact));
  const numbers = filled.map(numberOf).filter((number) => !Number.isNaN(number));
  const areNumbers =
    numbers.length >= NUMBERS_FROM * filled.length && new Set(numbers).size >= FEWEST_DISTINCT_NUMBERS;
  return areNumbers ? bins(field, numbers) : values(field, filled, rareBelow(facts.length));
}

export function isBlank(fact: Facts[string]): fact is null | undefined {
  return fact === undefined || fact === null || (typeof fact === 'string' && fact.trim() === '');
}

function bins(field: string, numbers: readonly number[]): Levels {
  const ascending = Float64Array.from(numbers).sort();
  const tenths = Array.from({ length: BINS - 1 }, (_, at) => quantile(ascending, (at + 1) / BINS));
  const edges = readable([...new Set(tenths)].filter((edge) => edge > ascending[0]!));
  const levels = Array.from({ length: edges.length + 1 }, (_, at): Level => {
    const [from, to] = [edges[at - 1], edges[at]];
    const atLeast: Condition[] = from === undefined ? [] : [{ field, op: 'atLeast', value: from }];
    const below: Condition[] = to === undefined ? [] : [{ field, op: 'below', value: to }];
    const both = [...atLeast, ...below];
    return {
      when: both.length === 1 ? both[0]! : { all: both },
      says: from === undefined ? `under ${to}` : to === undefined ? `${from} or more` : `${from} to under ${to}`,
      slug: from === undefined ? 'lowest' : `from-${slugOf(String(from))}`,
    };
  });
  levels.push(blankLevel(field));
  return {
    levels,
    at: (fact) => {
      if (isBlank(fact)) return levels.length - 1;
      const number = numberOf(fact);
      if (Number.isNaN(number)) return -1;
      return edges.reduce((at, edge) => (number >= edge ? at + 1 : at), 0);
    },
  };
}

function values(field: string, filled: readonly Facts[string][], fewest: number): Levels {
  const seen = new Map<string, number>();
  for (const fact of filled) seen.set(folded(fact), (seen.get(folded(fact)) ?? 0) + 1);
  const frequent = [...seen]
    .filter(([, times]) => times >= fewest)
    .sort(([one, often], [other, oftener]) => oftener - often || (one < other ? -1 : 1))
    .slice(0, MOST_VALUES)
    .map(([value]) => value);
  const levels: Level[] = frequent.map((value) => ({
    when: { field, op: 'is', value },
    says: value,
    slug: slugOf(value),
  }));
  const rare = levels.length;
  const present: Condition = { field, op: 'present' };
  levels.push({
    when: frequent.length === 0 ? present : { all: [present, { field, op: 'notIn', value: frequent }] },
    says: frequent.length === 0 ? 'answered' : 'something else',
    slug: 'other',
  });
  levels.push(blankLevel(field));
  const places = new Map(frequent.map((value, at) => [value, at]));
  return { levels, at: (fact) => (isBlank(fact) ? rare + 1 : (places.get(folded(fact)) ?? rare)) };
}

function blankLevel(field: string): Level {
  return { when: { field, op: 'blank' }, says: 'not answered', slug: 'blank' };
}

/** Edges as people write them, `593000` rather than `592997.24`, as long as that keeps them apart. */
function readable(edges: readonly number[]): number[] {
  const digits = [4, 6, 8].find((each) => new Set(edges.map((edge) => Number(edge.toPrecision(each)))).size === edges.length);
  return edges.map((edge) => (digits === undefined ? edge : Number(edge.toPrecision(digits))));
}

function quantile(ascending: Float64Array, share: number): number {
  return ascending[Math.floor(share * ascending.length)]!;
}

/** As conditions read it; NaN for what is no number. */
function numberOf(fact: Facts[string]): number {
  return typeof fact === 'boolean' || isBlank(fact) ? Number.NaN : Number(fact);
}

const folded = (fact: Facts[string]): string => String(fact).trim().toLowerCase();

export function slugOf(text: string): string {
  const slug = text
    .normalize('NFKD')
    .replace(/(?<=[a-z])(?=[A-Z])/g, ' ')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 30);
  return slug.replace(/^-+|-+$/g, '') || 'value';
}
