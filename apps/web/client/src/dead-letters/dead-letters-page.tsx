import { Button, Checkbox, Group, NativeSelect, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { deadLetterReasons, deadLetterStates, services } from '../api/dead-letters.js';
import { EmptyState } from '../shell/empty-state.js';
import { narrowedSearch } from '../shell/narrowed-search.js';
import { Page } from '../shell/page.js';
import { ProblemAlert } from '../shell/problem-alert.js';
import { Waiting } from '../shell/shell.js';
import { letterStateWords, reasonWords, topicWords } from '../words/dead-letters.js';
import { count, counted } from '../words/numbers.js';
import { CloseDialog } from './close-dialog.js';
import classes from './dead-letters-page.module.css';
import { GroupTable } from './group-table.js';
import { apiFilter, filterIn } from './letter-filter.js';
import { letterKey, LetterList } from './letter-list.js';
import {
  type ChoiceOf,
  useBeginRuns,
  useClose,
  useGroups,
  useLatestRuns,
  useLetters,
} from './letter-queries.js';
import { ReplayProgress } from './replay-progress.js';

const TYPING_MS = 250;
const everything = filterIn(new URLSearchParams());

/** What could not be handled: see it, try it again, or close it with a note. */
export default function DeadLettersPage() {
  const [search, setSearch] = useSearchParams();
  const typed = filterIn(search);
  const [words] = useDebouncedValue(typed.words, TYPING_MS);
  const filter = { ...typed, words };
  const all = useGroups(everything);
  const matching = useGroups(filter);
  const runs = useLatestRuns();
  const letters = useLetters(filter);
  const beginning = useBeginRuns();
  const closing = useClose();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  /** What would be closed, while the note is being written. */
  const [toClose, setToClose] = useState<readonly ChoiceOf[] | null>(null);

  const narrow = (name: string, value: string) => setSearch(narrowedSearch(name, value), { replace: true });
  const shown = letters.data?.pages.flatMap((page) => page.letters) ?? [];
  const away = letters.data?.pages.at(-1)?.away ?? [];
  // One that was settled meanwhile is chosen no more.
  const picked = shown.filter((one) => chosen.has(letterKey(one)));
  const fitting = matching.data?.reduce((sum, group) => sum + group.count, 0) ?? 0;
  const affected = picked.length || fitting;
  const narrowed = search.size > 0;

  const choices = (): ChoiceOf[] => {
    if (picked.length > 0) {
      return [...Map.groupBy(picked, ({ service }) => service)].map(([service, ofService]) => ({
        service,
        choice: { ids: ofService.map(({ letter }) => letter.id) },
      }));
    }
    const owners = new Set(matching.data?.map(({ service }) => service));
    return [...owners].map((service) => ({ service, choice: { filter: apiFilter(filter) } }));
  };
  const choose = (keys: readonly string[], on: boolean) =>
    setChosen((before) => {
      const after = new Set(before);
      for (const key of keys) {
        if (on) after.add(key);
        else after.delete(key);
      }
      return after;
    });
  const replayChosen = () => beginning.mutate(choices(), { onSuccess: () => setChosen(new Set()) });
  const closeChosen = (note: string) => {
    closing.mutate({ choices: toClose ?? [], note }, { onSuccess: () => setChosen(new Set()) });
    setToClose(null);
  };
  const topics = [...new Set([typed.topic, ...(all.data ?? []).map(({ topic }) => topic)])].filter(Boolean);

  return (
    <Page title="Dead letters">
      <ReplayProgress runs={runs} />
      {all.error && <ProblemAlert error={all.error} onRetry={() => void all.refetch()} />}
      {all.data && all.data.length > 0 && <GroupTable groups={all.data} />}
      <Group align="end" gap="sm" my="lg" role="search" aria-label="Dead letters">
        <NativeSelect
          label="Service"
          value={typed.service ?? ''}
          onChange={(event) => narrow('service', event.currentTarget.value)}
          data={[{ value: '', label: 'All services' }, ...services]}
        />
        <NativeSelect
          label="State"
          value={typed.state}
          onChange={({ currentTarget: { value } }) => narrow('state', value === 'open' ? '' : value)}
          data={deadLetterStates.map((value) => ({ value, label: letterStateWords[value] }))}
        />
        <NativeSelect
          label="Reason"
          value={typed.reason}
          onChange={(event) => narrow('reason', event.currentTarget.value)}
          data={[
            { value: '', label: 'Any reason' },
            ...deadLetterReasons.map((value) => ({ value, label: reasonWords[value] })),
          ]}
        />
        <NativeSelect
          label="From"
          value={typed.topic}
          onChange={(event) => narrow('topic', event.currentTarget.value)}
          data={[
            { value: '', label: 'Anywhere' },
            ...topics.map((value) => ({ value, label: topicWords(value) })),
          ]}
        />
        <TextInput
          type="date"
          label="Since"
          value={typed.from}
          max={typed.to || undefined}
          onChange={(event) => narrow('from', event.currentTarget.value)}
        />
        <TextInput
          type="date"
          label="Until"
          value={typed.to}
          min={typed.from || undefined}
          onChange={(event) => narrow('to', event.currentTarget.value)}
        />
        <TextInput
          type="search"
          label="What the error says, or a lead id"
          value={typed.words}
          onChange={(event) => narrow('words', event.currentTarget.value)}
          className={classes.words!}
        />
        {narrowed && (
          <Button variant="subtle" onClick={() => setSearch({}, { replace: true })}>
            Show all
          </Button>
        )}
      </Group>
      {letters.error && <ProblemAlert error={letters.error} onRetry={() => void letters.refetch()} />}
      {letters.isPending && <Waiting />}
      {away.length > 0 && (
        <Text role="alert" mb="sm" className={classes.away!}>
          {away.join(', ')} {away.length === 1 ? 'does' : 'do'} not answer: theirs are missing here.
        </Text>
      )}
      {letters.data && shown.length === 0 && <Nothing narrowed={narrowed} />}
      {shown.length > 0 && (
        <>
          {filter.state === 'open' ? (
            <Group gap="sm" mb="xs">
              <Checkbox
                label={picked.length > 0 ? `${count(picked.length)} chosen` : 'Choose all shown'}
                checked={picked.length === shown.length}
                indeterminate={picked.length > 0 && picked.length < shown.length}
                onChange={(event) => choose(shown.map(letterKey), event.currentTarget.checked)}
                className={classes.choose!}
              />
              <Button onClick={replayChosen} loading={beginning.isPending} disabled={affected === 0}>
                Replay {wordsFor(picked.length, fitting)}
              </Button>
              <Button variant="default" onClick={() => setToClose(choices())} disabled={affected === 0}>
                Close {wordsFor(picked.length, fitting)}…
              </Button>
            </Group>
          ) : (
            <Text size="sm" c="dimmed" mb="xs">
              The newest first
            </Text>
          )}
          <LetterList
            letters={shown}
            chosen={filter.state === 'open' ? chosen : null}
            onChoose={(key, on) => choose([key], on)}
          />
          {letters.hasNextPage && (
            <Button
              variant="default"
              mt="md"
              loading={letters.isFetchingNextPage}
              onClick={() => void letters.fetchNextPage()}
            >
              Show more
            </Button>
          )}
        </>
      )}
      <CloseDialog count={toClose && affected} onCancel={() => setToClose(null)} onClose={closeChosen} />
    </Page>
  );
}

function wordsFor(picked: number, fitting: number): string {
  return picked > 0 ? counted(picked, 'chosen', 'chosen') : `all ${count(fitting)}`;
}

function Nothing({ narrowed }: { readonly narrowed: boolean }) {
  if (narrowed) return <EmptyState title="None fits">Choose a longer time, or show all.</EmptyState>;
  return (
    <EmptyState title="No dead letter is open">
      What cannot be handled is put aside here, so that what comes behind it goes on. It stays until somebody
      replays or closes it.
    </EmptyState>
  );
}
