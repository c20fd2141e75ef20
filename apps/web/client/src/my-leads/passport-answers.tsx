import type { Passport } from '@baton/contracts';
import classes from './passport-answers.module.css';

/** The three questions that sales asks of every lead, always in the same place. */
export function PassportAnswers({ passport }: { readonly passport: Passport }) {
  const { whereFrom, content, prompted } = passport;
  const read = content.map(({ says }) => says);
  return (
    <dl className={classes.answers}>
      <Answer question="From" says={whereFrom?.says} />
      <Answer
        question="Content"
        says={read.at(-1)}
        title={read.length > 1 ? read.join('\n') : undefined}
        more={read.length - 1}
      />
      <Answer question="Prompt" says={prompted?.says} />
    </dl>
  );
}

interface AnswerProps {
  readonly question: string;
  readonly says: string | undefined;
  readonly title?: string | undefined;
  readonly more?: number;
}

function Answer({ question, says, title, more = 0 }: AnswerProps) {
  return (
    <>
      <dt>{question}</dt>
      <dd title={title ?? says}>
        {says ?? <span className={classes.unknown}>not known</span>}
        {more > 0 && <span className={classes.unknown}> and {more} more</span>}
      </dd>
    </>
  );
}
