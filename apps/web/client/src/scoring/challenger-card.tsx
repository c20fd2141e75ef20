import { Button, Group, Progress, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { Challenger, LearningState } from '../api/model-versions.js';
import { useNow } from '../live/use-now.js';
import { momentInWords } from '../words/moments.js';
import { percent } from '../words/numbers.js';
import { pastWords } from '../words/versions.js';
import { ChallengerJudged } from './challenger-judged.js';
import { useDrop, usePromote, useTrain } from './version-queries.js';
import { useMayWrite } from './use-may-write.js';

const LEAST_CHARACTERS = 3;

/** The table that was learned last: how far it is, how it does beside the one that rules, or what became of it. */
export function ChallengerCard({ state: { needs, challenger } }: { readonly state: LearningState }) {
  const mayWrite = useMayWrite();
  if (challenger?.state === 'training') {
    return (
      <>
        <Text role="status" mb={4}>
          A table is being learned: {percent(challenger.progress)}
        </Text>
        <Progress value={100 * challenger.progress} aria-label="Training" />
      </>
    );
  }
  if (challenger?.state === 'shadow') {
    return (
      <>
        <ChallengerJudged challenger={challenger} />
        {mayWrite && <PromoteForm />}
      </>
    );
  }
  return (
    <>
      {challenger && <Past challenger={challenger} />}
      <Text>{needs.says}.</Text>
      <Progress value={Math.min(100, (100 * needs.have) / needs.of)} aria-label="New verdicts" mt="xs" maw={460} />
      {mayWrite && <TrainButton />}
    </>
  );
}

function Past({ challenger: { state, startedAt, says, version } }: { readonly challenger: Challenger }) {
  const now = useNow();
  if (state === 'training' || state === 'shadow') return null;
  return (
    <Text mb="xs">
      The one of {momentInWords(new Date(startedAt), now)} {pastWords[state]}
      {version !== null && ` as version ${version}`}. {says && state !== 'promoted' && `${says}.`}
    </Text>
  );
}

function TrainButton() {
  const training = useTrain();
  return (
    <Button variant="default" mt="md" loading={training.isPending} onClick={() => training.mutate()}>
      Train one now
    </Button>
  );
}

function PromoteForm() {
  const [reason, setReason] = useState('');
  const words = reason.trim();
  const promoting = usePromote();
  const dropping = useDrop();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    promoting.mutate(words);
  };
  return (
    <form onSubmit={submit} aria-label="Promote">
      <Group align="end" gap="sm" mt="md">
        <TextInput
          label="Why, if there is more to say"
          value={reason}
          onChange={({ currentTarget: { value } }) => setReason(value)}
          maxLength={2_000}
          autoComplete="off"
          style={{ flex: '0 1 420px' }}
        />
        <Button
          type="submit"
          disabled={words.length > 0 && words.length < LEAST_CHARACTERS}
          loading={promoting.isPending}
        >
          Let it rule
        </Button>
        <Button variant="default" loading={dropping.isPending} onClick={() => dropping.mutate()}>
          Drop it
        </Button>
      </Group>
    </form>
  );
}
