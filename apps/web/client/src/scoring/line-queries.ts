import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { fetchAlarms, fetchLine, fetchPlan, setLine, type Target } from '../api/planner.js';
import { showDone, showProblem } from '../shell/notify.js';

const DRAGGING_MS = 250;
const WATCHED_EVERY_MS = 60_000;

const lineKey = ['line'] as const;

export const useLine = () => useQuery({ queryKey: lineKey, queryFn: ({ signal }) => fetchLine(signal) });

export const useAlarms = () =>
  useQuery({
    queryKey: ['alarms'],
    queryFn: ({ signal }) => fetchAlarms(signal),
    refetchInterval: WATCHED_EVERY_MS,
  });

/** What a line would bring, asked again while one looks for the right one. */
export function usePlan(target: Target, value: number) {
  const [asked] = useDebouncedValue(value, DRAGGING_MS);
  return useQuery({
    queryKey: ['plan', target, asked],
    queryFn: ({ signal }) => fetchPlan(target, asked, signal),
    placeholderData: keepPreviousData,
  });
}

export function useSetLine(onSet: () => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: setLine,
    onError: showProblem,
    onSuccess: (_, { dryRunWeeks }) => {
      if (dryRunWeeks) showDone('The line is tried', 'Nothing changes for a lead until it rules.');
      else showDone('The line rules now', 'New leads are held against it.');
      onSet();
      return queries.invalidateQueries({ queryKey: lineKey });
    },
  });
}
