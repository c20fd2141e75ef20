import { Title } from '@mantine/core';
import { Part } from '../scoring/part.js';
import { useRulingTable } from '../scoring/points-queries.js';
import { useMayWrite } from '../scoring/use-may-write.js';
import { AskReps } from './ask-reps.js';
import { DraftEditor } from './draft-editor.js';
import classes from './interview.module.css';
import { useDraft, useInterview } from './interview-queries.js';
import { WhatTheySaid } from './what-they-said.js';

/** Who was asked, what they said, and the points table made of it. */
export function InterviewOverview() {
  const interview = useInterview();
  const draft = useDraft();
  const ruling = useRulingTable();
  const mayWrite = useMayWrite();
  return (
    <>
      <section className={classes.section} aria-labelledby="asked">
        <Title order={2} size="h4" id="asked">
          Who is asked
        </Title>
        <Part query={interview}>{({ reps }) => <AskReps asked={reps} mayWrite={mayWrite} />}</Part>
      </section>
      <Part query={interview}>
        {({ questions, reps }) => (
          <Part query={draft}>
            {(data) =>
              data.statements.length > 0 || reps.some(({ answers }) => answers?.note) ? (
                <WhatTheySaid questions={questions} reps={reps} draft={data} />
              ) : null
            }
          </Part>
        )}
      </Part>
      <Part query={draft}>
        {({ table }) =>
          table && (
            <Part query={ruling}>{(rules) => <DraftEditor drafted={table} ruling={rules} mayWrite={mayWrite} />}</Part>
          )
        }
      </Part>
    </>
  );
}
