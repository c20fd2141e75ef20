import type { PassportAnswer } from '@baton/contracts';
import { isSomebody, type Lead } from './lead.js';
import { type DatedSource, datedSource, noteTimes, oldestSource, piecesOf, strictest } from './survivorship.js';

/**
 * What is known of two leads that are one person, under the id of `survivor`: by the same rules as events are folded,
 * so that it does not matter whether somebody was one person from the start. The newest word wins a field, the oldest
 * source and origin keep the credit, of consents the strictest holds, and no touch is lost.
 */
export function mergeLeads(survivor: Lead, loser: Lead): Lead {
  const times: Record<string, string> = { ...survivor.fieldTimes };
  const person = newestOf('person', survivor, loser, times) as Lead['person'];
  const company = newestOf('company', survivor, loser, times) as Lead['company'];
  const attributes = newestOf('attributes', survivor, loser, times) as Lead['attributes'];
  const isLead = survivor.stage === 'lead' || loser.stage === 'lead' || isSomebody(person, company);
  return {
    ...survivor,
    stage: isLead ? 'lead' : 'inquiry',
    version: survivor.version + 1,
    person,
    company,
    attributes,
    source: sourceOf(survivor, loser, times),
    passport: {
      whereFrom: answerOf('whereFrom', survivor, loser, times, (mine, theirs) => theirs < mine),
      content: piecesOf([...survivor.passport.content, ...loser.passport.content]),
      prompted: answerOf('prompted', survivor, loser, times, (mine, theirs) => theirs > mine),
    },
    consent: {
      email: strictest(survivor.consent.email, loser.consent.email),
      phone: strictest(survivor.consent.phone, loser.consent.phone),
    },
    fieldTimes: times,
    receivedAt: survivor.receivedAt < loser.receivedAt ? survivor.receivedAt : loser.receivedAt,
  };
}

/** Field by field the word that was said last; a blank says nothing. Writes the times of what it takes. */
function newestOf(
  group: 'person' | 'company' | 'attributes',
  survivor: Lead,
  loser: Lead,
  times: Record<string, string>,
): object {
  const merged = new Map<string, unknown>(Object.entries(survivor[group]));
  for (const [field, value] of Object.entries(loser[group])) {
    const path = `${group}.${field}`;
    const known = merged.get(field) ?? null;
    const saidAt = loser.fieldTimes[path] ?? '';
    if (known === null ? merged.has(field) && value === null : value === null || saidAt <= (times[path] ?? '')) continue;
    merged.set(field, value);
    if (saidAt !== '') times[path] = saidAt;
  }
  return Object.fromEntries(merged);
}

function sourceOf(survivor: Lead, loser: Lead, times: Record<string, string>): Lead['source'] {
  const [mine, theirs] = [survivor, loser].map(({ source, fieldTimes, receivedAt }) =>
    datedSource(source, fieldTimes, fieldTimes['source'] ?? receivedAt),
  ) as [DatedSource, DatedSource];
  const oldest = oldestSource(mine, theirs);
  noteTimes(oldest, times);
  return oldest.source;
}

function answerOf(
  question: 'whereFrom' | 'prompted',
  survivor: Lead,
  loser: Lead,
  times: Record<string, string>,
  prefersTheirs: (mine: string, theirs: string) => boolean,
): PassportAnswer | null {
  const path = `passport.${question}`;
  const [mine, theirs] = [survivor.passport[question], loser.passport[question]];
  const theirTime = loser.fieldTimes[path] ?? '';
  if (theirs === null || (mine !== null && !prefersTheirs(times[path] ?? '', theirTime))) return mine;
  if (theirTime !== '') times[path] = theirTime;
  return theirs;
}
