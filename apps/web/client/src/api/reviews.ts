import { get, post } from './request.js';

/** As much of a person as it takes to recognise them. */
export interface NamedPerson {
  readonly name: string | null;
  readonly email: string;
  readonly company: string | null;
}

export interface Evidence {
  readonly field: 'familyName' | 'givenName' | 'phone' | 'employer' | 'place';
  readonly agreement: 'same' | 'alike' | 'different';
}

/** The question whether two leads are one person. */
export interface Review {
  readonly id: string;
  readonly evidence: readonly Evidence[];
  readonly foundAt: string;
  readonly people: readonly [NamedPerson & { readonly id: string }, NamedPerson & { readonly id: string }];
}

export interface Said {
  readonly value: unknown;
  readonly at: string | null;
}

export interface ComparedPerson {
  readonly id: string;
  readonly receivedAt: string;
  readonly source: { readonly provider: string; readonly channel?: string };
}

export interface ShownReview {
  readonly people: readonly [ComparedPerson, ComparedPerson];
  readonly fields: ReadonlyArray<{
    readonly field: string;
    readonly one: Said | null;
    readonly other: Said | null;
    readonly differs: boolean;
  }>;
}

export interface Merge {
  readonly id: string;
  readonly survivorId: string;
  readonly at: string;
  readonly by: string | null;
  readonly says: string;
  readonly undoneAt: string | null;
  readonly undoneBy: string | null;
  readonly survivor: NamedPerson;
  readonly loser: NamedPerson;
}

const REVIEWS = '/api/ingest/reviews';
const MERGES = '/api/ingest/merges';

export const fetchReviews = (limit: number, after: string | null, signal?: AbortSignal) =>
  get<Review[]>(`${REVIEWS}?state=open&limit=${limit}${after === null ? '' : `&after=${after}`}`, signal);
export const fetchReview = (id: string, signal?: AbortSignal) => get<ShownReview>(`${REVIEWS}/${id}`, signal);
export const join = (id: string) => post<{ survivorId: string; mergeId: string }>(`${REVIEWS}/${id}/join`);
export const keepApart = (id: string) => post<object>(`${REVIEWS}/${id}/different`);
export const fetchMerges = (limit: number, signal?: AbortSignal) => get<Merge[]>(`${MERGES}?limit=${limit}`, signal);
export const undoMerge = (id: string, reason: string) => post<object>(`${MERGES}/${id}/undo`, { reason });
