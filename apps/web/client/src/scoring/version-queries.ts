import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  changeLearning,
  dropChallenger,
  fetchLearning,
  fetchLearningState,
  fetchRescoring,
  fetchVersions,
  letRuleAgain,
  promoteChallenger,
  type Rescoring,
  trainChallenger,
} from '../api/model-versions.js';
import type { Promotion } from '../api/points-tables.js';
import { showDone, showProblem } from '../shell/notify.js';

const BUSY_MS = 1_500;
/** A training that was asked for begins in a moment. */
const CALM_MS = 4_000;
const QUIET_MS = 15_000;

const scoringKey = ['scoring'] as const;
const learningKey = [...scoringKey, 'learning'] as const;

export const useVersions = () =>
  useQuery({ queryKey: [...scoringKey, 'versions'], queryFn: ({ signal }) => fetchVersions(signal) });

/** Looked at more often while it is trained. */
export const useLearningState = () =>
  useQuery({
    queryKey: [...scoringKey, 'challenger'],
    queryFn: ({ signal }) => fetchLearningState(signal),
    refetchInterval: ({ state: { data } }) => (data?.challenger?.state === 'training' ? BUSY_MS : CALM_MS),
  });

export const isBusy = ({ total, finishedAt }: Rescoring): boolean => total > 0 && finishedAt === null;

export const useRescoring = () =>
  useQuery({
    queryKey: [...scoringKey, 'rescoring'],
    queryFn: ({ signal }) => fetchRescoring(signal),
    refetchInterval: ({ state: { data } }) => (data && isBusy(data) ? BUSY_MS : QUIET_MS),
  });

export const useLearning = () => useQuery({ queryKey: learningKey, queryFn: ({ signal }) => fetchLearning(signal) });

export function useChangeLearning() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: changeLearning,
    onError: showProblem,
    onSuccess: () => queries.invalidateQueries({ queryKey: learningKey }),
  });
}

/** What is done to a version or to the challenger: afterwards everything about scoring is read again. */
function useAct<Given>(
  act: (given: Given) => Promise<Promotion | void>,
  done: readonly [title: string, message: string],
) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: act,
    onError: showProblem,
    onSuccess: (promotion) => {
      if (promotion?.kind === 'unchanged') showDone('Nothing changes', 'It says the same as the version that rules.');
      else showDone(...done);
      return queries.invalidateQueries({ queryKey: scoringKey });
    },
  });
}

export const useTrain = () =>
  useAct<void>(trainChallenger, ['A table will be learned', 'It rules nothing until somebody lets it.']);

export const usePromote = () =>
  useAct<string>(promoteChallenger, ['The challenger rules now', 'Open leads are scored anew.']);

export const useDrop = () => useAct<void>(dropChallenger, ['The challenger was dropped', 'The ruling table stands.']);

/** @param ruling the version that it takes the place of */
export const useRuleAgain = (ruling: number) =>
  useAct<number>(
    (version) => letRuleAgain(version, `in place of version ${ruling}`),
    ['It rules again, as a version of its own', 'Open leads are scored anew.'],
  );
