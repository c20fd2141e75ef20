import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  addSecret,
  createSource,
  dropOldSecrets,
  fetchContent,
  fetchDeliveries,
  fetchHealth,
  fetchPlatforms,
  fetchSources,
  fetchUnmaskedContent,
  pauseSource,
  replayDelivery,
  resumeSource,
  testSource,
  type FieldMap,
  giveFieldMap,
} from '../api/sources.js';
import { showDone, showProblem } from '../shell/notify.js';
import { outcomeWords } from '../words/outcomes.js';

const SHOWN = 20;
const LIVE_EVERY_MS = 2_000;
const sourcesKey = ['sources'] as const;

export const useSources = () => useQuery({ queryKey: sourcesKey, queryFn: ({ signal }) => fetchSources(signal) });

export const usePlatforms = () =>
  useQuery({ queryKey: ['platforms'], queryFn: ({ signal }) => fetchPlatforms(signal), staleTime: Infinity });

/** Looked at again and again, so that a test delivery shows up while one watches. */
export const useDeliveries = (id: string) =>
  useQuery({
    queryKey: ['deliveries', id],
    queryFn: ({ signal }) => fetchDeliveries(id, SHOWN, signal),
    refetchInterval: LIVE_EVERY_MS,
  });

export const useHealth = (id: string) =>
  useQuery({
    queryKey: ['source-health', id],
    queryFn: ({ signal }) => fetchHealth(id, signal),
    refetchInterval: LIVE_EVERY_MS,
  });

export const useContent = (id: string) =>
  useQuery({ queryKey: ['delivery-content', id], queryFn: ({ signal }) => fetchContent(id, signal) });

export const useUnmasked = (id: string) => useMutation({ mutationFn: () => fetchUnmaskedContent(id), onError: showProblem });

export function useReplay(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => replayDelivery(id),
    onError: showProblem,
    onSuccess: (delivery) => {
      showDone('It was read again', outcomeWords(delivery));
      return queries.invalidateQueries();
    },
  });
}

/** Stops reading what a source sends, or goes on. */
export function usePause(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (paused: boolean) => (paused ? pauseSource(id) : resumeSource(id)),
    onError: showProblem,
    onSuccess: ({ pausedAt }) => {
      if (pausedAt === null) showDone('The source goes on', 'What has waited is read first.');
      else showDone('The source is paused', 'What it sends is kept, and waits.');
      return queries.invalidateQueries();
    },
  });
}

export function useTest(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => testSource(id),
    onError: showProblem,
    onSuccess: () => {
      showDone('A test was sent and accepted', 'It shows up below, and makes no lead.');
      return queries.invalidateQueries({ queryKey: ['deliveries', id] });
    },
  });
}

export function useCreateSource() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: createSource,
    onError: showProblem,
    onSuccess: () => queries.invalidateQueries({ queryKey: sourcesKey }),
  });
}

export function useFieldMap(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (fieldMap: FieldMap | null) => giveFieldMap(id, fieldMap),
    onError: showProblem,
    onSuccess: () => {
      showDone('Deliveries are read this way now', 'What was refused before can be replayed.');
      return queries.invalidateQueries({ queryKey: sourcesKey });
    },
  });
}

export function useSecrets(id: string) {
  const queries = useQueryClient();
  const refresh = () => queries.invalidateQueries({ queryKey: sourcesKey });
  const add = useMutation({
    mutationFn: (secret: string) => addSecret(id, secret),
    onError: showProblem,
    onSuccess: () => {
      showDone('Both secrets are taken now', 'Change it in the platform, then drop the old one here.');
      return refresh();
    },
  });
  const dropOld = useMutation({
    mutationFn: () => dropOldSecrets(id),
    onError: showProblem,
    onSuccess: () => {
      showDone('Only the newest secret is taken now', 'Deliveries signed with an older one are refused.');
      return refresh();
    },
  });
  return { add, dropOld };
}
