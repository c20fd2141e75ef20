import type { FieldMap, PlaceRule } from '../api/sources.js';

/** A field that can be read out of a body; without a group it stands at the top of the map. */
export interface Target {
  readonly group: string | null;
  readonly field: string;
  readonly label: string;
}

/** The path at which it is looked for first, or null. */
export function pathOf(map: FieldMap, target: Target): string | null {
  const rule = rulesOf(map, target.group)[target.field];
  return rule === undefined ? null : (pathsIn(rule)[0] ?? null);
}

/** Where it is looked for where the first path says nothing. */
export function furtherPaths(map: FieldMap, target: Target): string[] {
  const rule = rulesOf(map, target.group)[target.field];
  return rule === undefined ? [] : pathsIn(rule).slice(1);
}

/** The map with it at that path alone; null takes it out. What else a rule says is kept. */
export function withPath(map: FieldMap, { group, field }: Target, path: string | null): FieldMap {
  const { [field]: before, ...others } = rulesOf(map, group);
  const rule = isRule(before) && path !== null ? { ...before, path } : path;
  const changed = rule === null ? others : { ...others, [field]: rule };
  return group === null ? changed : { ...map, [group]: changed };
}

function rulesOf(map: FieldMap, group: string | null): Readonly<Record<string, PlaceRule>> {
  const found = group === null ? map : map[group];
  return typeof found === 'object' && !Array.isArray(found) ? (found as Record<string, PlaceRule>) : {};
}

function pathsIn(rule: PlaceRule): string[] {
  if (typeof rule === 'string') return [rule];
  return isRule(rule) ? pathsIn(rule.path) : rule.flatMap(pathsIn);
}

function isRule(rule: PlaceRule | undefined): rule is { readonly path: PlaceRule } {
  return typeof rule === 'object' && 'path' in rule;
}
