import { get, post } from './request.js';
import type { ShownBody } from './shown-body.js';

export const services = ['ingest', 'scoring', 'routing', 'feedback', 'reporting'] as const;
export type Service = (typeof services)[number];

export const deadLetterReasons = ['UNREADABLE', 'SCHEMA', 'REFUSED', 'FAILED'] as const;
export type DeadLetterReason = (typeof deadLetterReasons)[number];

export const deadLetterStates = ['open', 'replayed', 'closed'] as const;
export type DeadLetterState = (typeof deadLetterStates)[number];

export type DeadLetterOrigin =
  | { readonly kind: 'record'; readonly topic: string; readonly partition: number; readonly offset: string }
  | { readonly kind: 'delivery'; readonly deliveryId: string };

/** Instants are ISO 8601 in UTC. */
export interface DeadLetterSummary {
  readonly id: string;
  readonly origin: DeadLetterOrigin;
  readonly eventId: string | null;
  /** Whom it is about, mostly a lead's id. */
  readonly subject: string | null;
  readonly reason: DeadLetterReason;
  readonly message: string;
  readonly attempts: number;
  readonly state: DeadLetterState;
  readonly note: string | null;
  readonly createdAt: string;
  readonly settledAt: string | null;
  readonly settledBy: string | null;
}

export interface DeadLetter extends DeadLetterSummary {
  readonly masked: boolean;
  readonly key: string | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly stack: string | null;
  readonly bodyBytes: number;
  readonly body: ShownBody;
  /** Who has looked at it unmasked, the latest first. */
  readonly views: ReadonlyArray<{ readonly by: string; readonly at: string }>;
}

/** Open ones that share a reason and a place of origin. */
export interface DeadLetterGroup {
  readonly reason: DeadLetterReason;
  /** A topic, or `delivery`. */
  readonly topic: string;
  readonly count: number;
  readonly oldest: string;
}

/** Many that are replayed one after the other. */
export interface ReplayRun {
  readonly id: string;
  readonly state: 'running' | 'done' | 'stopped';
  readonly perSecond: number;
  readonly total: number;
  readonly done: number;
  readonly replayed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly startedBy: string;
  readonly startedAt: string;
  readonly endedAt: string | null;
}

/** Fields of the API's filter. */
export type DeadLetterFilter = Readonly<Record<string, string>>;

export type DeadLetterChoice = { readonly ids: readonly string[] } | { readonly filter: DeadLetterFilter };

const pathOf = (service: Service) => `/api/${service}/dead-letters`;

export const fetchDeadLetters = (service: Service, query: DeadLetterFilter, signal?: AbortSignal) =>
  get<DeadLetterSummary[]>(`${pathOf(service)}?${new URLSearchParams(query)}`, signal);

export const fetchGroups = (service: Service, filter: DeadLetterFilter, signal?: AbortSignal) =>
  get<DeadLetterGroup[]>(`${pathOf(service)}/groups?${new URLSearchParams(filter)}`, signal);

export const fetchDeadLetter = (service: Service, id: string, signal?: AbortSignal) =>
  get<DeadLetter>(`${pathOf(service)}/${id}`, signal);

/** With personal data: the service writes down who looks. */
export const fetchUnmasked = (service: Service, id: string) =>
  get<DeadLetter>(`${pathOf(service)}/${id}?unmasked=true`);

export const replay = (service: Service, id: string) => post<void>(`${pathOf(service)}/${id}/replay`);

export const close = (service: Service, choice: DeadLetterChoice, note: string) =>
  post<{ closed: number }>(`${pathOf(service)}/close`, { ...choice, note });

export const fetchRuns = (service: Service, signal?: AbortSignal) =>
  get<ReplayRun[]>(`${pathOf(service)}/replays`, signal);

export const beginRun = (service: Service, choice: DeadLetterChoice) =>
  post<ReplayRun>(`${pathOf(service)}/replays`, choice);

export const stopRun = (service: Service, id: string) =>
  post<ReplayRun>(`${pathOf(service)}/replays/${id}/stop`);
