import type { Attributes, Company, LeadSource, PassportAnswer, Person } from '@baton/contracts';
import { isSomebody, type Lead } from './lead.js';
import { phoneKey } from './person/phone-key.js';
import type { Answer, PersonEvent } from './providers/provider.js';
import {
  changedFields,
  type DatedSource,
  datedSource,
  noteTimes,
  oldestSource,
  piecesOf,
  strictest,
} from './survivorship.js';
import { countryCodeOf } from './values/country.js';

/** More would not fit a Kafka record for sure; the stored deliveries keep all. */
const MOST_ATTRIBUTES = 200;
const MOST_ATTRIBUTE_CHARACTERS = 100_000;
/** A clock of a platform may run ahead of ours by this much. A value from the far future would never be replaced. */
const CLOCK_TOLERANCE_MS = 5 * 60_000;

/** Where an event comes from. */
export interface Origin {
  readonly sourceId: string;
  readonly provider: string;
  readonly deliveryId: string;
  readonly receivedAt: Date;
}

export interface Change {
  /** A path in the lead, e.g. `person.title`. */
  readonly field: string;
  /** When the new value was said, ISO 8601. */
  readonly at: string;
}

export interface Folded {
  readonly lead: Lead;
  /** Empty where the event told nothing new. */
  readonly changes: readonly Change[];
}

/** When the event happened, as far as the platform can be believed. */
export function timeOf(event: Pick<PersonEvent, 'occurredAt'>, origin: Origin): Date {
  const { occurredAt } = event;
  const isBelievable =
    occurredAt !== null && occurredAt.getTime() <= origin.receivedAt.getTime() + CLOCK_TOLERANCE_MS;
  return isBelievable ? occurredAt : origin.receivedAt;
}

/** The first that is heard of a person. The event must hold an address. */
export function startLead(id: string, email: string, origin: Origin): Lead {
  return {
    id,
    stage: 'inquiry',
    version: 0,
    person: { email },
    company: {},
    source: { sourceId: origin.sourceId, provider: origin.provider },
    passport: { whereFrom: null, content: [], prompted: null },
    consent: { email: 'unknown', phone: 'unknown' },
    attributes: {},
    fieldTimes: {},
    receivedAt: origin.receivedAt.toISOString(),
  };
}

/**
 * Adds what one event says to what is known. The order in which events arrive does not matter, only when they
 * happened: the newest word wins a field, the oldest source and origin keep the credit, a blank says nothing.
 */
export function foldEvent(lead: Lead, event: PersonEvent, origin: Origin): Folded {
  const at = timeOf(event, origin).toISOString();
  const times: Record<string, string> = { ...lead.fieldTimes };
  const newest = new NewestWins(times, at);

  const person = withPhoneNumber(newest.over('person', lead.person, withFullName(event.person)) as Person, event, times, at);
  const company = newest.over('company', lead.company, event.company) as Company;
  const attributes = foldAttributes(lead.attributes, event.attributes, newest);
  const source = foldSource(lead.source, event, origin, times, at);
  const passport = {
    whereFrom: oldestAnswer(lead.passport.whereFrom, event.passport.whereFrom, origin, times, at),
    content: foldContent(lead.passport.content, event.passport.content, origin, at),
    prompted: newestAnswer(lead.passport.prompted, event.passport.prompted, origin, times, at),
  };
  const consent = {
    email: strictest(lead.consent.email, event.consent.email),
    phone: strictest(lead.consent.phone, event.consent.phone),
  };
  const stage = lead.stage === 'lead' || isSomebody(person, company) ? 'lead' : 'inquiry';
  const receivedAt = [lead.receivedAt, origin.receivedAt.toISOString()].sort()[0] as string;

  const folded: Lead = {
    ...lead,
    stage,
    person,
    company,
    attributes,
    source,
    passport,
    consent,
    fieldTimes: times,
    receivedAt,
  };
  return {
    lead: folded,
    changes: changedFields(lead, folded).map((field) => ({ field, at: times[field] ?? at })),
  };
}

/** Field by field, the value that was said last stays. */
class NewestWins {
  constructor(
    private readonly times: Record<string, string>,
    private readonly at: string,
  ) {}

  over(group: string, known: object, said: object): object {
    const result: Record<string, unknown> = { ...known };
    for (const [field, value] of Object.entries(said)) {
      if (value !== undefined && this.takes(`${group}.${field}`)) result[field] = value;
    }
    return result;
  }

  /** True where nothing newer is known of the field; its time is then this event's. */
  takes(field: string): boolean {
    const known = this.times[field];
    if (known !== undefined && known > this.at) return false;
    this.times[field] = this.at;
    return true;
  }
}

/** Both halves make a whole name; one alone says less than a whole name that may be known already. */
function withFullName(person: PersonEvent['person']): PersonEvent['person'] {
  const { fullName, givenName, familyName } = person;
  if (fullName !== undefined || givenName === undefined || familyName === undefined) return person;
  return { ...person, fullName: `${givenName} ${familyName}` };
}

/** The number in its one form follows what was typed: where that is not certain, there is none. */
function withPhoneNumber(person: Person, event: PersonEvent, times: Record<string, string>, at: string): Person {
  if (event.person.phone === undefined || times['person.phone'] !== at) return person;
  const phoneE164 = phoneKey(event.person.phone, countryCodeOf(person.country) ?? event.phoneCountry);
  if (phoneE164 !== null) times['person.phoneE164'] = at;
  const numbered = { ...person };
  delete numbered.phoneE164;
  return phoneE164 === null ? numbered : { ...numbered, phoneE164 };
}

/** Null is “asked, and not answered”: it is kept where nothing else is known, and never replaces an answer. */
function foldAttributes(known: Attributes, said: Attributes, newest: NewestWins): Attributes {
  const attributes = new Map(Object.entries(known));
  let characters = [...attributes].reduce((sum, [name, value]) => sum + sizeOf(name, value), 0);
  for (const [name, value] of Object.entries(said)) {
    if (!attributes.has(name)) {
      characters += sizeOf(name, value);
      if (attributes.size >= MOST_ATTRIBUTES || characters > MOST_ATTRIBUTE_CHARACTERS) continue;
    }
    if (value === null) {
      if (!attributes.has(name)) attributes.set(name, null);
    } else if (newest.takes(`attributes.${name}`)) {
      attributes.set(name, value);
    }
  }
  return Object.fromEntries(attributes);
}

function sizeOf(name: string, value: Attributes[string]): number {
  return name.length + (typeof value === 'string' ? value.length : 8);
}

function foldSource(
  known: LeadSource,
  event: PersonEvent,
  origin: Origin,
  times: Record<string, string>,
  at: string,
): LeadSource {
  const said = Object.fromEntries(Object.entries(event.source).filter(([, value]) => value !== undefined));
  const candidate: DatedSource = {
    source: { sourceId: origin.sourceId, provider: origin.provider, ...said },
    at,
    toldAt: at,
  };
  const before = times['source'] === undefined ? null : datedSource(known, times, times['source']);
  const oldest = before === null ? candidate : oldestSource(before, candidate);
  noteTimes(oldest, times);
  return oldest.source;
}

function oldestAnswer(
  known: PassportAnswer | null,
  said: Answer | null,
  origin: Origin,
  times: Record<string, string>,
  at: string,
): PassportAnswer | null {
  if (said === null) return known;
  const knownAt = times['passport.whereFrom'];
  if (known !== null && knownAt !== undefined && knownAt <= at) return known;
  times['passport.whereFrom'] = at;
  return asAnswer(said, origin);
}

function newestAnswer(
  known: PassportAnswer | null,
  said: Answer | null,
  origin: Origin,
  times: Record<string, string>,
  at: string,
): PassportAnswer | null {
  if (said === null) return known;
  const saidAt = said.at?.toISOString() ?? at;
  const knownAt = times['passport.prompted'];
  if (known !== null && knownAt !== undefined && knownAt > saidAt) return known;
  times['passport.prompted'] = saidAt;
  // The same prompt told again is no news, and keeps the delivery that told it first as its evidence.
  if (known !== null && knownAt === saidAt && known.says === said.says) return known;
  return asAnswer(said, origin);
}

function foldContent(
  known: readonly PassportAnswer[],
  said: readonly Answer[],
  origin: Origin,
  at: string,
): PassportAnswer[] {
  const added = said.map((answer) => ({ ...asAnswer(answer, origin), at: answer.at?.toISOString() ?? at }));
  return piecesOf([...known, ...added]);
}

function asAnswer(answer: Answer, origin: Origin): PassportAnswer {
  return {
    kind: answer.kind,
    says: answer.says,
    ...(answer.at === undefined ? {} : { at: answer.at.toISOString() }),
    evidence: { deliveryId: origin.deliveryId, field: answer.field },
  };
}
