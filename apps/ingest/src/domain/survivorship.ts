import type { Consent, LeadSource, PassportAnswer } from '@baton/contracts';
import { sameJson } from './body/same-json.js';
import type { Lead } from './lead.js';

const MOST_CONTENT = 20;
const STRICTNESS = { unknown: 0, granted: 1, denied: 2 } as const;

/** True where the source says how the person came; one that does not yields to any that does. */
export function speaks(source: LeadSource): boolean {
  const { channel, campaign, referrer, selfReported } = source;
  return [channel, campaign, referrer, selfReported].some((word) => word !== undefined);
}

/** Every piece once, as first met, in the order in which it was met; of very many, the newest. */
export function piecesOf(met: readonly PassportAnswer[]): PassportAnswer[] {
  const pieces = new Map<string, PassportAnswer>();
  for (const piece of met) {
    const key = `${piece.kind} ${piece.says}`;
    const before = pieces.get(key);
    if (before === undefined || (piece.at ?? '') < (before.at ?? '')) pieces.set(key, piece);
  }
  return [...pieces.values()].sort(byTimeThenWords).slice(-MOST_CONTENT);
}

function byTimeThenWords(one: PassportAnswer, other: PassportAnswer): number {
  const [a, b] = [`${one.at ?? ''} ${one.says}`, `${other.at ?? ''} ${other.says}`];
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Of two words about consent, the one that allows less. */
export function strictest(known: Consent['email'], said: Consent['email'] | undefined): Consent['email'] {
  return said !== undefined && STRICTNESS[said] > STRICTNESS[known] ? said : known;
}

/** The paths in which two states of a lead differ, e.g. `person.title`. */
export function changedFields(before: Lead, after: Lead): string[] {
  const inside = (group: 'person' | 'company' | 'consent' | 'attributes' | 'passport') =>
    Object.keys(after[group])
      .filter((field) => !sameJson(get(before[group], field), get(after[group], field)))
      .map((field) => `${group}.${field}`);
  return [
    ...inside('person'),
    ...inside('company'),
    ...(sameJson(before.source, after.source) ? [] : ['source']),
    ...inside('passport'),
    ...inside('consent'),
    ...inside('attributes'),
  ];
}

function get(group: object, field: string): unknown {
  return Object.hasOwn(group, field) ? (group as Record<string, unknown>)[field] : undefined;
}
