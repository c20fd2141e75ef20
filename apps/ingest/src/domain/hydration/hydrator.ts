import type { ProviderEvent, ReadingSource, ReferenceEvent } from '../providers/provider.js';

/** What has to be asked of a platform, relative to where its API is. */
export interface Question {
  /** With a slash in front; the address of the API is the source's. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** A question that was answered with 2xx. */
export interface Answered {
  readonly body: Buffer;
}

/** How a platform's answer is to be taken. */
export type Verdict =
  | { readonly kind: 'answered' }
  /** Wait at least so long; null: as long as is usual. */
  | { readonly kind: 'later'; readonly afterMs: number | null }
  /** The token is not good (any more): get another one, then ask again. */
  | { readonly kind: 'token' }
  /** There is nothing to be had, however often one asks. */
  | { readonly kind: 'gone'; readonly because: string };

/** Fetches what a webhook told the id of. One for each platform that tells ids alone. */
export interface Hydrator {
  /** Where the platform's API is, unless the source says otherwise. */
  readonly api: string;
  /** How many questions a second a source may ask. */
  readonly perSecond: number;
  /** @param token the access token, a secret. */
  ask(reference: Reference, token: string): Question;
  /**
   * What has to be asked besides, once that is answered: a path, or null. Then `read` is given both answers as
   * `{answer, also}`.
   */
  alsoAsk?(body: Buffer): string | null;
  /** Where to get a new access token from, for platforms whose tokens expire. */
  readonly renewal?: TokenRenewal;
  sort(status: number, headers: Readonly<Record<string, string | undefined>>, body: Buffer): Verdict;
  /** Never throws: an answer can hold anything. */
  read(body: Buffer, reference: Reference, source: ReadingSource): Fetched;
}

export type Reference = Pick<ReferenceEvent, 'type' | 'id' | 'details'> & { readonly occurredAt: string | null };

export type Fetched =
  | { readonly ok: true; readonly event: ProviderEvent }
  | { readonly ok: false; readonly because: string };

/** OAuth 2.0, RFC 6749 section 6: a refresh token is given for an access token. */
export interface TokenRenewal {
  /** Where tokens are given, where that is another host than the API's. */
  readonly api?: string;
  readonly path: string;
}
