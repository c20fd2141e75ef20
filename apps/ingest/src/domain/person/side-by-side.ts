import { sameJson } from '../body/same-json.js';
import type { Lead } from '../lead.js';

/** What one person says in a field, and when that was said, ISO 8601, where it is known. */
export interface SaidOf {
  readonly value: unknown;
  readonly at: string | null;
}

/** One field of two people; null where nothing is known. */
export interface ComparedRow {
  /** A path in the lead, e.g. `person.title`. */
  readonly field: string;
  readonly one: SaidOf | null;
  readonly other: SaidOf | null;
  readonly differs: boolean;
}

const GROUPS = ['person', 'company', 'consent', 'attributes'] as const;

/** Every field that one of the two has, in the order in which a lead holds them. */
export function sideBySide(one: Lead, other: Lead): ComparedRow[] {
  return GROUPS.flatMap((group) => {
    const fields = new Set([...Object.keys(one[group]), ...Object.keys(other[group])]);
    return [...fields].map((field): ComparedRow => {
      const [mine, theirs] = [saidIn(one, group, field), saidIn(other, group, field)];
      return { field: `${group}.${field}`, one: mine, other: theirs, differs: !sameJson(mine?.value, theirs?.value) };
    });
  });
}

function saidIn(lead: Lead, group: (typeof GROUPS)[number], field: string): SaidOf | null {
  const value = new Map<string, unknown>(Object.entries(lead[group])).get(field) ?? null;
  return value === null ? null : { value, at: lead.fieldTimes[`${group}.${field}`] ?? null };
}
