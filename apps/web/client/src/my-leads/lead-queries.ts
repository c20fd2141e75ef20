import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  type Act,
  act,
  fetchCounts,
  fetchLeads,
  fetchReasons,
  type LeadCounts,
  type LeadInHand,
  type LeadState,
} from '../api/leads.js';
import { showProblem } from '../shell/notify.js';
import { allLeads, type LeadPages, moved, putBack, replaced, without } from './lead-pages.js';

export const countsKey = ['lead-counts'] as const;
export const listKey = (state: LeadState) => ['leads', state] as const;
export const leadKey = (leadId: string) => ['lead', leadId] as const;

/** One of the rep's lists. The open one changes only when the rep acts or asks: nothing moves under a finger. */
export function useLeadList(state: LeadState) {
  return useInfiniteQuery({
    queryKey: listKey(state),
    queryFn: ({ pageParam, signal }) => fetchLeads(state, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    staleTime: state === 'open' ? Infinity : 0,
  });
}

export function useLeadCounts() {
  return useQuery({ queryKey: countsKey, queryFn: ({ signal }) => fetchCounts(signal) });
}

export function useRejectionReasons() {
  return useQuery({ queryKey: ['rejection-reasons'], queryFn: fetchReasons, staleTime: Infinity });
}

interface Doing {
  readonly lead: LeadInHand;
  readonly done: Act;
}

const verdictOf = ({ kind }: Act): LeadState | null =>
  kind === 'accept' ? 'accepted' : kind === 'reject' ? 'rejected' : null;

/**
 * Does something with a lead. A verdict takes the lead off the list at once; should Baton refuse it, the lead is
 * put back where it was and the problem is shown.
 */
export function useActOnLead(onDone: (doing: Doing, lead: LeadInHand) => void) {
  const queries = useQueryClient();
  const changeOpen = (change: (pages: LeadPages) => LeadPages) =>
    queries.setQueryData<LeadPages>(listKey('open'), (pages) => pages && change(pages));
  const count = (from: LeadState, to: LeadState) =>
    queries.setQueryData<LeadCounts>(countsKey, (counts) => counts && moved(counts, from, to));

  return useMutation({
    mutationFn: ({ lead, done }: Doing) => act(lead.leadId, done),
    onMutate: async ({ lead, done }: Doing) => {
      const verdict = verdictOf(done);
      if (!verdict || lead.state !== 'open') return null;
      // An answer that is still on its way would bring the lead back.
      await queries.cancelQueries({ queryKey: listKey('open') });
      const index = allLeads(queries.getQueryData<LeadPages>(listKey('open'))).findIndex(
        ({ leadId }) => leadId === lead.leadId,
      );
      changeOpen((pages) => without(pages, lead.leadId));
      count('open', verdict);
      return { verdict, index };
    },
    onError: (error, { lead }, left) => {
      if (left) {
        if (left.index >= 0) changeOpen((pages) => putBack(pages, lead, left.index));
        count(left.verdict, 'open');
      }
      showProblem(error);
    },
    onSuccess: (lead, doing) => {
      queries.setQueriesData<LeadPages>({ queryKey: ['leads'] }, (pages) => pages && replaced(pages, lead));
      queries.setQueryData(leadKey(lead.leadId), lead);
      onDone(doing, lead);
    },
    onSettled: async (_lead, _error, { done }) => {
      const verdict = verdictOf(done);
      if (!verdict) return;
      await queries.invalidateQueries({ queryKey: listKey(verdict) });
      await queries.invalidateQueries({ queryKey: countsKey });
    },
  });
}
