import { Button, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { Answers, InterviewedRep, Question } from '../api/interview.js';
import { useNow } from '../live/use-now.js';
import { momentInWords } from '../words/moments.js';
import { answeredCount, noAnswers } from './chosen-answers.js';
import classes from './interview.module.css';
import { useSendAnswers } from './interview-queries.js';
import { QuestionChips } from './question-chips.js';

interface AnswerFormProps {
  readonly questions: readonly Question[];
  readonly mine: InterviewedRep;
}

const NOTE_CHARACTERS = 280;

/** Seven questions, answered by ticking. What is left empty does not matter to the rep. */
export function AnswerForm({ questions, mine }: AnswerFormProps) {
  const now = useNow();
  const [answers, setAnswers] = useState<Answers>(mine.answers ?? noAnswers);
  const [isChanged, setChanged] = useState(false);
  const sending = useSendAnswers(() => setChanged(false));
  const answered = answeredCount(answers);
  const note = answers.note ?? '';
  const change = (next: Answers) => {
    setAnswers(next);
    setChanged(true);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    sending.mutate(answers);
  };
  return (
    <form onSubmit={submit} className={classes.form} aria-label="Which leads you want">
      <Text>
        {mine.askedBy} asks which leads you want. Two minutes; leave out what does not matter. Everybody who has
        answered can see who said what.
      </Text>
      {mine.answeredAt !== null && (
        <Text c="dimmed" size="sm" mt={4}>
          You answered {momentInWords(new Date(mine.answeredAt), now)}. You can change it at any time.
        </Text>
      )}
      {questions.map((question) => (
        <QuestionChips key={question.id} question={question} answers={answers} onChange={change} />
      ))}
      <TextInput
        label="Anything else, in one line"
        placeholder="e.g. no resellers"
        value={note}
        onChange={({ currentTarget: { value } }) => change({ ...answers, note: value })}
        maxLength={NOTE_CHARACTERS}
        mt="xl"
        autoComplete="off"
      />
      <div className={classes.bar}>
        <Text size="sm" c="dimmed" role="status">
          {answered} of {questions.length} answered
        </Text>
        <Button
          type="submit"
          disabled={!isChanged || (answered === 0 && note.trim() === '')}
          loading={sending.isPending}
          ml="auto"
        >
          {mine.answeredAt === null ? 'Send my answers' : 'Send the change'}
        </Button>
      </div>
    </form>
  );
}
