import { Button, Chip, Group, TextInput, Title } from '@mantine/core';
import { type KeyboardEvent, useState } from 'react';
import type { Answers, Question } from '../api/interview.js';
import { isChosen, toggled } from './chosen-answers.js';
import classes from './interview.module.css';

interface QuestionChipsProps {
  readonly question: Question;
  readonly answers: Answers;
  readonly onChange: (answers: Answers) => void;
}

/** One question: tick what fits, name what is missing. */
export function QuestionChips({ question: { id, asks, choices, isOpen }, answers, onChange }: QuestionChipsProps) {
  const toggle = (value: string) => onChange(toggled(answers, id, value));
  const offered = new Set(choices.map((choice) => choice.id.toLowerCase()));
  const named = answers[id].filter((value) => !offered.has(value.toLowerCase()));
  return (
    <section className={classes.question} aria-labelledby={`question-${id}`}>
      <Title order={2} size="h4" id={`question-${id}`}>
        {asks}
      </Title>
      <Group gap="xs" mt="xs" role="group" aria-labelledby={`question-${id}`}>
        {[...choices, ...named.map((value) => ({ id: value, label: value }))].map((choice) => (
          <Chip
            key={choice.id}
            checked={isChosen(answers, id, choice.id)}
            onChange={() => toggle(choice.id)}
            variant="outline"
            size="sm"
          >
            {choice.label}
          </Chip>
        ))}
      </Group>
      {isOpen && <NameAnother asks={asks} onName={(value) => !isChosen(answers, id, value) && toggle(value)} />}
    </section>
  );
}

const LEAST_CHARACTERS = 2;
const MOST_CHARACTERS = 60;

function NameAnother({ asks, onName }: { readonly asks: string; readonly onName: (value: string) => void }) {
  const [typed, setTyped] = useState('');
  const isReady = typed.trim().length >= LEAST_CHARACTERS;
  const add = () => {
    if (!isReady) return;
    onName(typed.trim());
    setTyped('');
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return;
    // Enter names another; it does not send the answers.
    event.preventDefault();
    add();
  };
  return (
    <Group gap="xs" mt="xs" wrap="nowrap">
      <TextInput
        aria-label={`${asks} Another`}
        placeholder="Another"
        value={typed}
        onChange={({ currentTarget: { value } }) => setTyped(value)}
        onKeyDown={onKey}
        maxLength={MOST_CHARACTERS}
        autoComplete="off"
        className={classes.another!}
      />
      <Button variant="default" onClick={add} disabled={!isReady} aria-label={`Add: ${asks}`}>
        Add
      </Button>
    </Group>
  );
}
