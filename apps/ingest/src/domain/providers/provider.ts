import type { Attributes, Company, Consent, LeadSource, Person } from '@baton/contracts';
import type { Json } from '../body/json.js';
import type { FieldMap } from '../field-map/field-map.js';

/** A webhook as it stands on the wire, for the check of its signature. */
export interface SignedRequest {
  readonly method: string;
  /**
   * The configured public address with the query that was asked for, as it stood. Never rebuilt from Host: that header is
   * whatever the caller says.
   */
  readonly url: string;
  /** The query of the address, decoded; of a repeated name the first. */
  readonly query: Readonly<Record<string, string | undefined>>;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** The exact bytes received. */
  readonly raw: Buffer;
  readonly now: Date;
}

/** What a platform reads of an answer. */
export interface PlatformAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

export type Verification = { readonly ok: true } | { readonly ok: false; readonly because: string };

/** What is kept of a webhook: the bytes, and the few headers that carry no secret. */
export interface KeptWebhook {
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
}

/** The part of a source that reading needs. */
export interface ReadingSource {
  readonly id: string;
  readonly fieldMap: FieldMap | null;
}

/** An answer to a question of the passport, with the place in the body where it stood. */
export interface Answer {
  readonly kind: string;
  readonly says: string;
  readonly field: string;
  readonly at?: Date | undefined;
}

export interface PassportMaterial {
  readonly whereFrom: Answer | null;
  readonly content: readonly Answer[];
  readonly prompted: Answer | null;
}

export interface Touch {
  readonly kind: string;
  readonly says: string;
  readonly content?: string | undefined;
}

export type PersonFields = { [Field in keyof Person]?: Person[Field] | undefined };
export type CompanyFields = { [Field in keyof Company]?: Company[Field] | undefined };
export type SourceFields = {
  [Field in Exclude<keyof LeadSource, 'sourceId' | 'provider'>]?: LeadSource[Field] | undefined;
};

/** A body as a field map sees it, which need not be the body on the wire, and that map. */
export interface MapReading {
  readonly body: Json;
  readonly map: FieldMap;
  /** Places that the map has moved to a named field: see `placeOf`. */
  readonly moved: ReadonlySet<string>;
}

/** Something a person did or said. */
export interface PersonEvent {
  /**
   * `lead` has to end as somebody: without an address it is refused. `touch` only tells more about a person who
   * is known, or who gives an address: about nobody, it is ignored.
   */
  readonly kind: 'lead' | 'touch';
  /** The same within a source for the same happening, however often it is delivered. */
  readonly dedupeKey: string;
  /** When it happened, by the platform; null where it does not say. */
  readonly occurredAt: Date | null;
  /** Ids that the platform gives the person, strongest first. The e-mail address is a key by itself. */
  readonly identityKeys: readonly string[];
  readonly person: PersonFields;
  /** Where a phone number without a prefix is dialled from, if the person's country is not known. */
  readonly phoneCountry?: string | undefined;
  readonly company: CompanyFields;
  readonly source: SourceFields;
  readonly consent: Partial<Consent>;
  readonly attributes: Attributes;
  readonly passport: PassportMaterial;
  readonly touch: Touch | null;
  /** What could be read in two ways, and what to do about it: then nothing is heard of the event. */
  readonly ambiguous?: string | undefined;
  /** The maps by which it was read, for whoever writes them. */
  readonly readBy?: readonly MapReading[] | undefined;
}

/** A test delivery, or an event that is about nobody: accepted, kept, and it ends here. */
export interface IgnoredEvent {
  readonly kind: 'ignored';
  readonly dedupeKey: string;
  readonly reason: string;
}

/** Something happened to a record of which the platform tells the id alone: the rest has to be fetched from it. */
export interface ReferenceEvent {
  readonly kind: 'reference';
  readonly dedupeKey: string;
  readonly occurredAt: Date | null;
  /** What to fetch, in the platform's own words: `leadgen`, `contact`, `leadFormResponse`. */
  readonly type: string;
  readonly id: string;
  /** What else the fetching needs or the platform told besides, such as the form's id. */
  readonly details: Readonly<Record<string, string>>;
}

/** The platform was asked to forget this person, and so are we. */
export interface ErasureEvent {
  readonly kind: 'erasure';
  readonly dedupeKey: string;
  readonly occurredAt: Date | null;
  /** As in a `PersonEvent`, and `email:…` where the address is all there is. */
  readonly identityKeys: readonly string[];
}

/** The platform has found two of its records to be one person. */
export interface MergeEvent {
  readonly kind: 'merge';
  readonly dedupeKey: string;
  readonly occurredAt: Date | null;
  /** The identity key of the record that goes on. */
  readonly survivor: string;
  readonly losers: readonly string[];
}

/** A CRM says how a deal stands. */
export interface DealEvent {
  readonly kind: 'deal';
  readonly dedupeKey: string;
  readonly occurredAt: Date | null;
  /** The platform's id of the deal. */
  readonly dealId: string;
  readonly name: string | undefined;
  readonly standing: 'open' | 'won' | 'lost';
  /** In the platform's words. */
  readonly stage: string | undefined;
  /** As it stands in the body; whoever reads it decides whether it is a sum of money. */
  readonly amount: string | undefined;
  /** ISO 4217. */
  readonly currency: string | undefined;
  /** As of a `PersonEvent`, like what follows. */
  readonly ambiguous?: string | undefined;
  readonly readBy?: readonly MapReading[] | undefined;
  readonly closedAt: Date | null;
  readonly lostBecause: string | undefined;
  /** The people of the deal, as far as the platform tells. */
  readonly identityKeys: readonly string[];
  readonly email: string | undefined;
}

export type ProviderEvent = PersonEvent | IgnoredEvent | ReferenceEvent | ErasureEvent | MergeEvent | DealEvent;

export type Reading =
  | { readonly ok: true; readonly events: readonly ProviderEvent[] }
  | { readonly ok: false; readonly because: string };

export interface Provider {
  readonly id: string;
  /** True where `fieldMap` says how to read the body. */
  readonly takesFieldMap: boolean;
  /** Looks at the raw bytes before anybody parses them. */
  verify(request: SignedRequest, secrets: readonly string[]): Verification;
  /** Never throws: a body can hold anything. */
  read(webhook: KeptWebhook, source: ReadingSource): Reading;
  /** The bytes to keep, for a provider that puts its secret into the body. */
  withoutSecret?(raw: Buffer): Buffer;
  /**
   * Answers a platform that asks whether it has the right address, before or between deliveries.
   * @returns null where the request is none of these questions.
   */
  handshake?(request: SignedRequest, secrets: readonly string[]): PlatformAnswer | null;
  /** What the platform wants to read once a delivery is stored, where it is not Baton's own answer. */
  readonly accepted?: PlatformAnswer;
  /** Headers, in lower case and without secrets, that reading needs beside the usual ones. */
  readonly keptHeaders?: readonly string[];
}

export const ACCEPTED: Verification = { ok: true };

export function refused(because: string): Verification {
  return { ok: false, because };
}

export const NO_PASSPORT_MATERIAL: PassportMaterial = { whereFrom: null, content: [], prompted: null };
