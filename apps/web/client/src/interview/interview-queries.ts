import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  askReps,
  fetchDraft,
  fetchInterview,
  fetchReps,
  fetchSaidAndDone,
  letGo,
  promoteDraft,
  sendAnswers,
} from '../api/interview.js';
import type { TableContent } from '../api/points-tables.js';
import { showDone, showProblem } from '../shell/notify.js';

/** Whoever asked waits for answers. */
const LOOKED_AT_EVERY_MS = 15_000;

const interviewKey = ['interview'] as const;
const draftKey = ['interview-draft'] as const;

export const useReps = () => useQuery({ queryKey: ['reps'], queryFn: ({ signal }) => fetchReps(signal) });

export const useInterview = (interval: number | false = LOOKED_AT_EVERY_MS) =>
  useQuery({
    queryKey: interviewKey,
    queryFn: ({ signal }) => fetchInterview(signal),
    refetchInterval: interval,
  });

export const useDraft = () =>
  useQuery({
    queryKey: draftKey,
    queryFn: ({ signal }) => fetchDraft(signal),
    refetchInterval: LOOKED_AT_EVERY_MS,
  });

export const useSaidAndDone = () =>
  useQuery({ queryKey: ['said-and-done'], queryFn: ({ signal }) => fetchSaidAndDone(signal) });

/** What a marketer does with whom is asked. */
export function useAsking() {
  const queries = useQueryClient();
  const refresh = () =>
    Promise.all([interviewKey, draftKey].map((queryKey) => queries.invalidateQueries({ queryKey })));
  const ask = useMutation({ mutationFn: askReps, onError: showProblem, onSettled: refresh });
  const leave = useMutation({ mutationFn: letGo, onError: showProblem, onSettled: refresh });
  return { ask, leave };
}

export function useSendAnswers(onSent: () => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: sendAnswers,
    onError: showProblem,
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: interviewKey });
      showDone('Thank you', 'Your answers are with the marketer. You can change them here at any time.');
      onSent();
    },
  });
}

export function usePromoteDraft(onPromoted: () => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ table, reason }: { readonly table: TableContent; readonly reason: string }) =>
      promoteDraft(table, reason),
    onError: showProblem,
    onSuccess: async ({ kind, version }) => {
      await queries.invalidateQueries({ queryKey: ['ruling-table'] });
      showDone(
        kind === 'promoted' ? `Version ${version} rules now` : `Version ${version} says the same already`,
        'New leads are judged by it. Under Versions it can be taken back.',
      );
      onPromoted();
    },
  });
}
