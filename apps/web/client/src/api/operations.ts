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

export const fetchApps = async (signal?: AbortSignal) =>
  (await get<{ apps: AppStatus[] }>('/api/status', signal)).apps;
