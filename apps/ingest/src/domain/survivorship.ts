import type { Consent, LeadSource, PassportAnswer } from '@baton/contracts';
import { sameJson } from './body/same-json.js';
import type { Lead } from './lead.js';

const MOST_CONTENT = 20;
const STRICTNESS = { unknown: 0, granted: 1, denied: 2 } as const;

/** True where clicks and tags say how the person came; a source that does not know yields to any that does. */
function speaks({ channel, campaign, referrer }: LeadSource): boolean {
  return [channel, campaign, referrer].some((word) => word !== undefined);
}

/** A source and what the person answered, with when each was said: the two need not have come together. */
export interface DatedSource {
  readonly source: LeadSource;
  readonly at: string;
  readonly toldAt: string;
}

/**
 * Of two sources, the first that says how the person came keeps the credit. “How did you hear about us?” is asked once
 * and often later: its first answer stays, whichever source has the credit.
 */
export function oldestSource(known: DatedSource, said: DatedSource): DatedSource {
  const keepsKnown =
    speaks(known.source) === speaks(said.source) ? known.at <= said.at : speaks(known.source);
  const { source, at } = keepsKnown ? known : said;
  const [told, other] = known.toldAt <= said.toldAt ? [known, said] : [said, known];
  const { source: { selfReported }, toldAt } = told.source.selfReported === undefined ? other : told;
  return { source: selfReported === undefined ? source : { ...source, selfReported }, at, toldAt };
}

/** @param at when it was said. */
export function datedSource(source: LeadSource, times: Lead['fieldTimes'], at: string): DatedSource {
  return { source, at, toldAt: times['source.selfReported'] ?? at };
}

export function noteTimes({ source, at, toldAt }: DatedSource, times: Record<string, string>): void {
  times['source'] = at;
  if (source.selfReported !== undefined) times['source.selfReported'] = toldAt;
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
    [...new Set([...Object.keys(after[group]), ...Object.keys(before[group])])]
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
