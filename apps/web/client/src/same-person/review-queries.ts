import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { fetchMerges, fetchReview, fetchReviews, join, keepApart, undoMerge } from '../api/reviews.js';
import { showDone, showProblem } from '../shell/notify.js';

const PAGE = 50;
const MERGES = 10;
const reviewsKey = ['reviews'] as const;
const mergesKey = ['merges'] as const;

/** The oldest first. */
export const useReviews = () =>
  useInfiniteQuery({
    queryKey: reviewsKey,
    queryFn: ({ pageParam, signal }) => fetchReviews(PAGE, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => (page.length < PAGE ? null : page.at(-1)?.id),
  });

export const useReview = (id: string) =>
  useQuery({ queryKey: ['review', id], queryFn: ({ signal }) => fetchReview(id, signal) });

/** The newest first. */
export const useMerges = () => useQuery({ queryKey: mergesKey, queryFn: ({ signal }) => fetchMerges(MERGES, signal) });

/** What a person says to a review, or takes back. Whoever was slower than somebody else sees what is left. */
export function useVerdicts() {
  const queries = useQueryClient();
  const refresh = () => Promise.all([reviewsKey, mergesKey].map((queryKey) => queries.invalidateQueries({ queryKey })));
  const one = useMutation({
    mutationFn: join,
    onError: showProblem,
    onSuccess: () => showDone('They are one person now', 'It can be undone below, under “Joined of late”.'),
    onSettled: refresh,
  });
  const two = useMutation({
    mutationFn: keepApart,
    onError: showProblem,
    onSuccess: () => showDone('They are two people', 'Baton will not ask about them again.'),
    onSettled: refresh,
  });
  const undo = useMutation({
    mutationFn: ({ id, reason }: { id: string; reason: string }) => undoMerge(id, reason),
    onError: showProblem,
    onSuccess: () => showDone('They are two people again', 'Each has what was said of them, and what came since.'),
    onSettled: refresh,
  });
  return { one, two, undo };
}
