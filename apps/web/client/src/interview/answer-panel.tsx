import { EmptyState } from '../shell/empty-state.js';
import { Part } from '../scoring/part.js';
import { AnswerForm } from './answer-form.js';
import { useInterview } from './interview-queries.js';

/** The questions, for a rep who was asked. */
export function AnswerPanel() {
  // Nothing may change under the thumb of somebody who is answering.
  const interview = useInterview(false);
  return (
    <Part query={interview}>
      {({ questions, reps: [mine] }) =>
        mine ? (
          <AnswerForm questions={questions} mine={mine} />
        ) : (
          <EmptyState title="Nobody has asked you yet">
            Before there are verdicts to learn from, a marketer asks a few reps which leads they want. The questions
            come up here and on My leads.
          </EmptyState>
        )
      }
    </Part>
  );
}
