import type { FieldMap } from '../api/sources.js';
import { pathOf, type Target, withPath } from '../field-map/target-path.js';

/** What a person most often wants to be found in a file. */
export const targets = [
  { group: 'person', field: 'email', label: 'E-mail address' },
  { group: 'person', field: 'fullName', label: 'Full name' },
  { group: 'person', field: 'givenName', label: 'First name' },
  { group: 'person', field: 'familyName', label: 'Last name' },
  { group: 'person', field: 'title', label: 'Job title' },
  { group: 'person', field: 'phone', label: 'Phone' },
  { group: 'company', field: 'name', label: 'Company' },
  { group: 'source', field: 'campaign', label: 'Campaign' },
  { group: 'passport', field: 'whereFrom', label: 'Where they came from' },
  { group: 'passport', field: 'content', label: 'What they saw' },
  { group: 'passport', field: 'prompted', label: 'What they asked for' },
] as const satisfies readonly Target[];

/** The column in which it is looked for first, or null. */
export function columnOf(map: FieldMap, target: Target): string | null {
  return pathOf(map, target)?.replaceAll('\\.', '.') ?? null;
}

/** The map with it in that column; null takes it out. What else a rule says is kept. */
export function withColumn(map: FieldMap, target: Target, column: string | null): FieldMap {
  return withPath(map, target, column === null ? null : column.replaceAll('.', '\\.'));
}
