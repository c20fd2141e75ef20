import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import {
  beginRun,
  close,
  type DeadLetterChoice,
  type DeadLetterGroup,
  fetchDeadLetters,
  fetchGroups,
  fetchRuns,
  type ReplayRun,
  type Service,
  services,
  stopRun,
} from '../api/dead-letters.js';
import { showDone, showProblem } from '../shell/notify.js';
import { counted } from '../words/numbers.js';
import { apiFilter, type LetterFilter, servicesOf } from './letter-filter.js';
import { type Cursors, mergePage } from './letter-pages.js';

const PAGE = 50;
const GROUPS_EVERY_MS = 5_000;
const RUNNING_EVERY_MS = 700;

const lettersKey = ['dead-letters'] as const;
const groupsKey = ['dead-letter-groups'] as const;
const runsKey = ['replay-runs'] as const;

export type GroupOf = DeadLetterGroup & { readonly service: Service };
export type RunOf = ReplayRun & { readonly service: Service };

/** Some dead letters of one service. */
export interface ChoiceOf {
  readonly service: Service;
  readonly choice: DeadLetterChoice;
}

/** Changes only when somebody acts, so that no row moves under a finger. */
export function useLetters(filter: LetterFilter) {
  return useInfiniteQuery({
    queryKey: [...lettersKey, filter],
    queryFn: ({ pageParam, signal }) =>
      mergePage(servicesOf(filter), pageParam, PAGE, (service, after) =>
        fetchDeadLetters(
          service,
          { ...apiFilter(filter), state: filter.state, limit: String(PAGE), ...(after ? { after } : {}) },
          signal,
        ),
      ),
    initialPageParam: {} as Cursors,
    getNextPageParam: ({ next }) => next,
  });
}

/** How many are open and match, by service, reason and topic. A service that is away has none here. */
export function useGroups(filter: LetterFilter) {
  const asked = { ...apiFilter(filter) };
  return useQuery({
    queryKey: [...groupsKey, filter.service, asked],
    queryFn: ({ signal }) => fromEach(servicesOf(filter), (service) => fetchGroups(service, asked, signal)),
    refetchInterval: GROUPS_EVERY_MS,
  });
}

/** Each service's latest replay. What it changes is read again as it goes on. */
export function useLatestRuns(): readonly RunOf[] {
  const queries = useQueryClient();
  const { data: runs = [] } = useQuery({
    queryKey: runsKey,
    queryFn: async ({ signal }) =>
      fromEach(services, async (service) => (await fetchRuns(service, signal)).slice(0, 1)),
    refetchInterval: ({ state }) =>
      state.data?.some((run) => run.state === 'running') ? RUNNING_EVERY_MS : GROUPS_EVERY_MS,
  });
  const progress = runs.map(({ id, done, state }) => `${id} ${done} ${state}`).join();
  useEffect(() => {
    if (progress === '') return;
    void queries.invalidateQueries({ queryKey: lettersKey });
    void queries.invalidateQueries({ queryKey: groupsKey });
  }, [queries, progress]);
  return runs;
}

/** Replays some in each of the services. One that cannot begin does not keep the others from theirs. */
export function useBeginRuns() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (choices: readonly ChoiceOf[]) =>
      Promise.allSettled(choices.map(({ service, choice }) => beginRun(service, choice))),
    onSuccess: (answers) => {
      for (const answer of answers) if (answer.status === 'rejected') showProblem(answer.reason);
      return queries.invalidateQueries({ queryKey: runsKey });
    },
  });
}

export function useStopRun() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ service, id }: RunOf) => stopRun(service, id),
    onSuccess: () => queries.invalidateQueries({ queryKey: runsKey }),
    onError: showProblem,
  });
}

export function useClose() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ choices, note }: { choices: readonly ChoiceOf[]; note: string }) => {
      const answers = await Promise.all(choices.map(({ service, choice }) => close(service, choice, note)));
      return answers.reduce((sum, { closed }) => sum + closed, 0);
    },
    onSuccess: (closed) => showDone(`Closed ${counted(closed, 'dead letter')}`, 'They keep your note.'),
    onError: showProblem,
    onSettled: () => readLettersAgain(queries),
  });
}

/** After something was settled. */
export async function readLettersAgain(queries: ReturnType<typeof useQueryClient>): Promise<void> {
  const stale = [lettersKey, groupsKey, ['dead-letter']];
  await Promise.all(stale.map((queryKey) => queries.invalidateQueries({ queryKey })));
}

/** What each service answers, all together. @throws where none answers. */
async function fromEach<Item extends object>(
  asked: readonly Service[],
  ask: (service: Service) => Promise<readonly Item[]>,
): Promise<(Item & { service: Service })[]> {
  const answers = await Promise.allSettled(asked.map(ask));
  const failures = answers.filter((answer) => answer.status === 'rejected');
  if (failures.length === answers.length) throw failures[0]?.reason;
  return answers.flatMap((answer, index) =>
    answer.status === 'fulfilled' ? answer.value.map((item) => ({ ...item, service: asked[index]! })) : [],
  );
}
