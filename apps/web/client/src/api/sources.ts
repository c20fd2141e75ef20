import { get, post, put, remove } from './request.js';
import type { ShownBody } from './shown-body.js';

/** Where something stands: a path, several of which the first that says something counts, or a rule. */
export type PlaceRule = string | readonly PlaceRule[] | { readonly path: PlaceRule };

/** How the rows or bodies of a source are read: group → field → place. */
export type FieldMap = Readonly<Record<string, PlaceRule | Readonly<Record<string, PlaceRule>>>>;

/** What a source has instead of a platform where people import files. */
export const FILE_PROVIDER = 'csv-import';

export interface WebhookSource {
  readonly id: string;
  readonly provider: string;
  readonly name: string;
  /** The address to paste into the platform. */
  readonly url: string;
  readonly secretCount: number;
  /** How it is read, where it was told. */
  readonly fieldMap: FieldMap | null;
  /** Whether Baton may fetch from the platform; null where it need not. */
  readonly hasApiAccess: boolean | null;
  /** Since when what it sends waits. */
  readonly pausedAt: string | null;
  readonly createdAt: string;
  /** Told once, by the answer that creates the source, where Baton made it. */
  readonly generatedSecret?: string;
}

export interface Platform {
  readonly id: string;
  readonly title: string;
  readonly setup: string;
  readonly secret: string;
  readonly retries: string;
  /** Whether a source of it can say how its bodies are read. */
  readonly takesFieldMap: boolean;
  readonly needsApiAccess: boolean;
  readonly makesSecret: boolean;
  readonly payloadTemplate: string | null;
  readonly canBeTested: boolean;
}

export interface SourceHealth {
  readonly since: string;
  readonly lastReceivedAt: string | null;
  readonly received: number;
  readonly waiting: number;
  readonly dead: number;
  readonly fetching: number;
  readonly fetchProblem: string | null;
  /** What waits because the source is paused. */
  readonly held: number;
  /** Webhooks of the last day that did not prove where they come from. */
  readonly refused: { readonly count: number; readonly lastAt: string; readonly because: string } | null;
  readonly silence: { readonly since: string; readonly usually: number } | null;
  /** The last two weeks, days without any left out. */
  readonly days: ReadonlyArray<{ readonly day: string; readonly received: number; readonly dead: number }>;
}

export interface Delivery {
  readonly id: string;
  readonly receivedAt: string;
  readonly state: 'stored' | 'held' | 'done' | 'dead';
  readonly outcome: string | null;
  readonly leadId: string | null;
  readonly reason: string | null;
}

export interface DeliveryContent extends Delivery {
  readonly masked: boolean;
  readonly body: ShownBody;
  readonly bodyBytes: number;
  readonly views: ReadonlyArray<{ readonly by: string; readonly at: string }>;
}

export interface NewSource {
  readonly provider: string;
  readonly name: string;
  readonly secrets?: readonly string[];
  readonly fieldMap?: FieldMap | null;
  readonly api?: { readonly accessToken: string };
}

const SOURCES = '/api/ingest/sources';

export const fetchSources = (signal?: AbortSignal) => get<WebhookSource[]>(SOURCES, signal);
export const fetchPlatforms = (signal?: AbortSignal) => get<Platform[]>(`${SOURCES}/platforms`, signal);
export const fetchHealth = (id: string, signal?: AbortSignal) => get<SourceHealth>(`${SOURCES}/${id}/health`, signal);
export const fetchDeliveries = (id: string, limit: number, signal?: AbortSignal) =>
  get<Delivery[]>(`/api/ingest/deliveries?sourceId=${id}&limit=${limit}`, signal);
export const fetchContent = (id: string, signal?: AbortSignal) =>
  get<DeliveryContent>(`/api/ingest/deliveries/${id}/content`, signal);
/** Leaves the name of who looks. */
export const fetchUnmaskedContent = (id: string) =>
  get<DeliveryContent>(`/api/ingest/deliveries/${id}/content?unmasked=true`);
export const replayDelivery = (id: string) => post<Delivery>(`/api/ingest/deliveries/${id}/replay`, {});
export const pauseSource = (id: string) => post<WebhookSource>(`${SOURCES}/${id}/pause`, {});
export const resumeSource = (id: string) => post<WebhookSource>(`${SOURCES}/${id}/resume`, {});
export const testSource = (id: string) => post<{ deliveryId: string | null }>(`${SOURCES}/${id}/test`, {});
export const createSource = (source: NewSource) => post<WebhookSource>(SOURCES, source);
export const giveFieldMap = (id: string, fieldMap: FieldMap | null) => put<WebhookSource>(`${SOURCES}/${id}`, { fieldMap });
export const addSecret = (id: string, secret: string) => post<WebhookSource>(`${SOURCES}/${id}/secrets`, { secret });
export const dropOldSecrets = (id: string) => remove<WebhookSource>(`${SOURCES}/${id}/secrets/old`);
