import { get } from './request.js';

/** One app as the front door sees it. */
export interface AppStatus {
  readonly app: string;
  readonly ready: boolean;
  readonly because: string | null;
  readonly status: {
    readonly outbox: { readonly depth: number; readonly ageMs: number };
    readonly lag: ReadonlyArray<{ readonly topic: string; readonly partition: number; readonly lag: number }>;
    readonly deadLetters: { readonly open: number };
  } | null;
}

export interface WebhookSource {
  readonly id: string;
  readonly provider: string;
  readonly name: string;
  /** The address to paste into the platform. */
  readonly url: string;
  readonly secretCount: number;
  readonly createdAt: string;
}

export const fetchApps = async (signal?: AbortSignal) =>
  (await get<{ apps: AppStatus[] }>('/api/status', signal)).apps;

export const fetchSources = (signal?: AbortSignal) => get<WebhookSource[]>('/api/ingest/sources', signal);
