import type {
  Attributes,
  Company,
  Consent,
  LeadSource,
  PassportAnswer,
  PassportQuestion,
  Person,
} from '@baton/contracts';

/** What is known of one person, as folded from everything that was delivered about them. */
export interface Lead {
  readonly id: string;
  /** An inquiry is an address with nobody known behind it. It keeps its id when it becomes a lead. */
  readonly stage: 'inquiry' | 'lead';
  /** Grows by one with every published change: the `sequence` of its events. */
  readonly version: number;
  readonly person: Person;
  readonly company: Company;
  readonly source: LeadSource;
  readonly passport: Answers;
  readonly consent: Consent;
  readonly attributes: Attributes;
  /** Field → when its value was said, ISO 8601. An older word never replaces a newer one. */
  readonly fieldTimes: Readonly<Record<string, string>>;
  /** When the first delivery about the person was accepted, ISO 8601. */
  readonly receivedAt: string;
}

/** The answers of the passport. Which are missing is not kept: it follows from them. */
export interface Answers {
  readonly whereFrom: PassportAnswer | null;
  readonly content: readonly PassportAnswer[];
  readonly prompted: PassportAnswer | null;
}

/** An address is not a lead: a name, a title, a phone number or a firm has to be known behind it. */
export function isSomebody(person: Partial<Person>, company: Company): boolean {
  const { fullName, givenName, familyName, title, phone } = person;
  return [fullName, givenName, familyName, title, phone, company.name].some((known) => known !== undefined);
}

/** The questions that sales asks and that nothing delivered so far answers. */
export function missingAnswers(lead: Pick<Lead, 'person' | 'company' | 'passport'>): PassportQuestion[] {
  const missing: PassportQuestion[] = [];
  if (!isSomebody(lead.person, lead.company)) missing.push('who');
  if (lead.passport.whereFrom === null) missing.push('whereFrom');
  if (lead.passport.content.length === 0) missing.push('content');
  if (lead.passport.prompted === null) missing.push('prompted');
  return missing;
}
