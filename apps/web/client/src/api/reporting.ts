import type { RejectionReasonCode } from '@baton/contracts';
import { get } from './request.js';

export type StoryState =
  'inquiry' | 'undecided' | 'held' | 'qualified' | 'with-sales' | 'accepted' | 'rejected' | 'won';

export interface StoryHead {
  readonly leadId: string;
  readonly name: string | null;
  readonly title: string | null;
  readonly email: string | null;
  readonly company: string | null;
  readonly campaign: string | null;
  readonly channel: string | null;
  readonly receivedAt: string | null;
  readonly score: number | null;
  readonly state: StoryState;
  readonly owner: { readonly repId: string; readonly name: string } | null;
  readonly timeZone: string | null;
  /** Who acts next; null where nobody is waited for. */
  readonly next: { readonly who: string; readonly by: string | null; readonly says: string } | null;
}

export interface StoryItem {
  readonly eventId: string;
  readonly time: string;
  readonly topic: string;
  /** The event in one plain sentence. */
  readonly says: string;
  readonly data: unknown;
  readonly correlationId: string;
}

export interface Story {
  readonly lead: StoryHead;
  /** Oldest first. */
  readonly items: readonly StoryItem[];
  readonly breaches: number;
  readonly rebuilding: boolean;
}

export interface FunnelCounts {
  readonly received: number;
  readonly inquiry: number;
  readonly undecided: number;
  readonly held: number;
  readonly qualified: number;
  readonly routed: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly rejectedBy: ReadonlyArray<{
    readonly code: RejectionReasonCode;
    readonly says: string;
    /** Rejected leads of which this is the main reason. */
    readonly main: number;
    /** Rejected leads of which this is among the reasons. */
    readonly any: number;
  }>;
  readonly won: number;
  /** Who said how they heard of us. */
  readonly told: number;
  /** Of these, who named another way than their clicks. */
  readonly toldOtherwise: number;
}

export interface FunnelRow extends FunnelCounts {
  readonly campaign: string | null;
  readonly campaignName: string;
  readonly week: string;
  readonly weekStart: string;
}

export interface Funnel {
  readonly rows: readonly FunnelRow[];
  readonly totals: FunnelCounts;
  readonly rebuilding: boolean;
}

export interface FunnelFilter {
  /** First and last day, `2026-03-02`. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** A campaign key, or `none`. */
  readonly campaign?: string | undefined;
}

export interface Campaign {
  readonly key: string;
  readonly name: string;
}

/** Numbers and stories changed. */
export interface Tick {
  readonly leadIds: readonly string[];
  readonly more: boolean;
}

export const TICKS = '/api/reporting/stream';

export const fetchStory = (leadId: string, signal?: AbortSignal) =>
  get<Story>(`/api/reporting/leads/${leadId}/story`, signal);

export function fetchFunnel(filter: FunnelFilter, signal?: AbortSignal): Promise<Funnel> {
  const given = Object.entries(filter).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return get(`/api/reporting/funnel?${new URLSearchParams(given)}`, signal);
}

export const fetchCampaigns = (signal?: AbortSignal) => get<Campaign[]>('/api/reporting/campaigns', signal);

export async function findLeads(words: string, limit: number, signal?: AbortSignal): Promise<StoryHead[]> {
  const query = new URLSearchParams({ query: words, limit: String(limit) });
  return (await get<{ leads: StoryHead[] }>(`/api/reporting/leads?${query}`, signal)).leads;
}
