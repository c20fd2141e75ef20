import { get, post } from './request.js';

/** How far an erasure is: when each service confirmed it; null while it has not. Instants are ISO 8601 in UTC. */
export interface Erasure {
  readonly leadId: string;
  readonly confirmed: Readonly<Record<string, string | null>>;
}

export const erase = (leadId: string, reason: string) =>
  post<{ readonly leadId: string }>('/api/ingest/erasures', { leadId, reason });
export const fetchErasure = (leadId: string, signal?: AbortSignal) =>
  get<Erasure>(`/api/ingest/erasures/${leadId}`, signal);

/** Where everything that is kept of a person is downloaded from. */
export const exportOf = (leadId: string) => `/api/leads/${leadId}/export`;
