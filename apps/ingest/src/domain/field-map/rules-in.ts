import type { Json } from '../body/json.js';
import type { AnswerRule, FieldMap, PathRule } from './field-map.js';
import { MappedBody } from './mapped-body.js';

/** Every place that a map names. */
export function rulesIn(map: FieldMap): PathRule[] {
  const { person, company, source, consent, passport, deal, occurredAt, externalId, dates = [], amounts = [] } = map;
  const fields: Array<PathRule | undefined> = [person, company, source].flatMap((group) => Object.values(group ?? {}));
  const ofDeal = deal === undefined ? [] : [deal.id, deal.name, deal.standing, deal.stage, deal.amount, deal.currency];
  const answers = [passport?.whereFrom, passport?.prompted, ...listed(passport?.content)];
  const consents = Object.values(consent ?? {}).map((rule) => rule?.path);
  const rules: Array<PathRule | AnswerRule | undefined> = [
    ...fields,
    ...ofDeal,
    deal?.closedAt,
    deal?.lostBecause,
    ...answers,
    ...consents,
    occurredAt,
    externalId,
  ];
  return [...rules.flatMap((rule) => (rule === undefined ? [] : [placeOfRule(rule)])), ...dates, ...amounts];
}

/**
 * The map with only those of its paths that say something in one of the bodies: of fifty names that a field may have, the
 * one that it has here.
 */
export function foundIn({ currency, ...map }: FieldMap, bodies: readonly Json[]): FieldMap {
  const readers = bodies.map((body) => new MappedBody(body, map));
  const isFound = (path: string) => readers.some((reader) => reader.find(path) !== undefined);
  const { deal, ...found } = (narrowed(map, isFound) ?? {}) as FieldMap;
  return {
    ...found,
    ...(currency === undefined ? {} : { currency }),
    // No deal is known by anything but its id.
    ...(deal?.id === undefined ? {} : { deal }),
  };
}

const NOT_PATHS = new Set(['root', 'kind', 'says', 'when', 'unless', 'grantedBy', 'deniedBy', 'wonBy', 'lostBy']);
const KEPT_WHOLE = new Set([
  'dates',
  'amounts',
  'treatAsBlank',
  'timeZone',
  'dateFormat',
  'decimal',
  'phoneCountry',
  'attributes',
]);

/** Undefined where nothing is left. */
function narrowed(rule: unknown, isFound: (path: string) => boolean): unknown {
  if (typeof rule === 'string') return isFound(rule) ? rule : undefined;
  if (typeof rule !== 'object' || rule === null) return rule;
  if (Array.isArray(rule)) {
    const left = rule.flatMap((each) => narrowed(each, isFound) ?? []) as unknown[];
    return left.length > 1 ? left : left[0];
  }
  const left = Object.entries(rule).flatMap(([target, inner]): Array<[string, unknown]> => {
    if (NOT_PATHS.has(target) || KEPT_WHOLE.has(target)) return [[target, inner]];
    const found = narrowed(inner, isFound);
    return found === undefined ? [] : [[target, found]];
  });
  const saysSomething = left.some(([target]) => !NOT_PATHS.has(target));
  return saysSomething ? Object.fromEntries(left) : undefined;
}

function placeOfRule(rule: PathRule | AnswerRule): PathRule {
  return typeof rule === 'object' && 'path' in rule ? rule.path : rule;
}

function listed(content: NonNullable<FieldMap['passport']>['content']): ReadonlyArray<PathRule | AnswerRule> {
  if (content === undefined) return [];
  return Array.isArray(content) ? (content as ReadonlyArray<string | AnswerRule>) : [content as string | AnswerRule];
}
