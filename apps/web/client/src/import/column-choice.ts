import type { FieldMap, PlaceRule } from '../api/sources.js';

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
] as const;
export type Target = (typeof targets)[number];

/** The column in which it is looked for first, or null. */
export function columnOf(map: FieldMap, { group, field }: Target): string | null {
  const rule = groupOf(map, group)[field];
  const path = rule === undefined ? undefined : firstPath(rule);
  return path === undefined ? null : path.replaceAll('\\.', '.');
}

/** The map with it in that column; null takes it out. What else a rule says is kept. */
export function withColumn(map: FieldMap, { group, field }: Target, column: string | null): FieldMap {
  const { [field]: before, ...others } = groupOf(map, group);
  if (column === null) return { ...map, [group]: others };
  const path = column.replaceAll('.', '\\.');
  const rule = isRule(before) ? { ...before, path } : path;
  return { ...map, [group]: { ...others, [field]: rule } };
}

function groupOf(map: FieldMap, group: string): Readonly<Record<string, PlaceRule>> {
  const found = map[group];
  return typeof found === 'object' && !Array.isArray(found) ? (found as Record<string, PlaceRule>) : {};
}

function firstPath(rule: PlaceRule): string | undefined {
  if (typeof rule === 'string') return rule;
  if (isRule(rule)) return firstPath(rule.path);
  return rule[0] === undefined ? undefined : firstPath(rule[0]);
}

function isRule(rule: PlaceRule | undefined): rule is { readonly path: PlaceRule } {
  return typeof rule === 'object' && 'path' in rule;
}
