import type {
  Company,
  ContactAttempt,
  Factor,
  LeadSource,
  Money,
  Passport,
  Person,
  Rejection,
  RejectionReasonCode,
  Rep,
} from '@baton/contracts';
import { ApiProblem, get, post } from './request.js';

export const leadStates = ['open', 'accepted', 'rejected'] as const;
export type LeadState = (typeof leadStates)[number];

/** The earliest clock that runs. */
export interface NextStep {
  readonly who: string;
  /** `respond`: try to reach the person. `decide`: accept or reject. */
  readonly does: 'respond' | 'decide';
  readonly by: string;
}

/** A lead in the hands of its rep, as the feedback service tells it. Instants are ISO 8601 in UTC. */
export interface LeadInHand {
  readonly leadId: string;
  readonly state: LeadState;
  readonly stateAt: string;
  readonly rep: Rep;
  readonly team: string;
  /** Why this rep, in words. */
  readonly rule: string;
  readonly person: Person;
  readonly company: Company;
  readonly source: LeadSource;
  /** Whether the person names another way to us than their clicks do. */
  readonly sourcesDisagree: boolean;
  /** One line: why the lead is worth a call. */
  readonly why: string;
  readonly score: {
    readonly score: number;
    readonly fit: number;
    readonly engagement: number;
    /** The three that moved the score most. */
    readonly factors: readonly Factor[];
  };
  readonly passport: Passport;
  readonly receivedAt: string;
  readonly routedAt: string;
  readonly respondBy: string;
  readonly decideBy: string;
  /** The IANA zone in which the deadlines were worked out. */
  readonly timeZone: string;
  readonly next: NextStep | null;
  readonly attempts: number;
  readonly rejection: Rejection | null;
  readonly won: Money | null;
  readonly changeNumber: number;
}

export type LeadCounts = Readonly<Record<LeadState, number>>;

export interface LeadPage {
  readonly leads: LeadInHand[];
  readonly counts: LeadCounts;
  /** Given back as `after` it fetches the next page; null on the last. */
  readonly next: string | null;
  /** Where a live stream that misses nothing begins. */
  readonly changeNumber: number;
}

/** What the live stream says about a lead. `moved`: somebody else has it now; `withdrawn`: it was merged or erased. */
export interface LeadChange {
  readonly leadId: string;
  readonly state: LeadState | 'moved' | 'withdrawn';
  readonly changeNumber: number;
}

export interface RejectionReason {
  readonly code: RejectionReasonCode;
  readonly says: string;
}

const PAGE = 50;

export function fetchLeads(state: LeadState, after: string | null, signal?: AbortSignal): Promise<LeadPage> {
  const query = new URLSearchParams({ state, limit: String(PAGE), ...(after ? { after } : {}) });
  return get(`/api/feedback/leads?${query}`, signal);
}

export async function fetchCounts(signal?: AbortSignal): Promise<LeadCounts> {
  return (await get<LeadPage>('/api/feedback/leads?limit=1', signal)).counts;
}

/** Null where sales has no such lead in hand. */
export async function fetchLead(leadId: string, signal?: AbortSignal): Promise<LeadInHand | null> {
  try {
    return await get<LeadInHand>(`/api/feedback/leads/${leadId}`, signal);
  } catch (error) {
    // Held back, or somebody else's by now: its story can be told all the same.
    if (error instanceof ApiProblem && (error.status === 404 || error.status === 403)) return null;
    throw error;
  }
}

export const fetchReasons = () => get<RejectionReason[]>('/api/feedback/reasons');

/** What a rep does with a lead. */
export type Act =
  | { readonly kind: 'accept' }
  | { readonly kind: 'reject'; readonly rejection: Rejection }
  | { readonly kind: 'contact'; readonly contact: ContactAttempt & { readonly attemptId: string } }
  | { readonly kind: 'win'; readonly amount: Money };

export function act(leadId: string, done: Act): Promise<LeadInHand> {
  const path = `/api/feedback/leads/${leadId}`;
  switch (done.kind) {
    case 'accept':
      return post(`${path}/accept`);
    case 'reject':
      return post(`${path}/reject`, done.rejection);
    case 'contact':
      return post(`${path}/contacted`, done.contact);
    case 'win':
      return post(`${path}/won`, { amount: done.amount });
  }
}
