import type { LeadInHand } from '../api/leads.js';
import classes from './passport-answers.module.css';

type Told = Pick<LeadInHand, 'passport' | 'source' | 'sourcesDisagree'>;

/** The three questions that sales asks of every lead, always in the same place, and what they say of it themselves. */
export function PassportAnswers({ lead: { passport, source, sourcesDisagree } }: { readonly lead: Told }) {
  const { whereFrom, content, prompted } = passport;
  const told = source.selfReported;
  const read = content.map(({ says }) => says);
  return (
    <dl className={classes.answers}>
      <Answer question="From" says={whereFrom?.says} />
      {told !== undefined && told !== whereFrom?.says && (
        <>
          <dt>They say</dt>
          <dd title={told}>
            {told}
            {sourcesDisagree && <span className={classes.unknown}> – not where their clicks came from</span>}
          </dd>
        </>
      )}
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
