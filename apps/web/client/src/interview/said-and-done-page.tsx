import { Anchor, Text } from '@mantine/core';
import { Link } from 'react-router';
import { Part } from '../scoring/part.js';
import { ScoringPage } from '../scoring/scoring-page.js';
import { EmptyState } from '../shell/empty-state.js';
import { ComparedRow } from './compared-row.js';
import classes from './interview.module.css';
import { useSaidAndDone } from './interview-queries.js';

/** What sales said it wants, beside what it took and won. */
export default function SaidAndDonePage() {
  const compared = useSaidAndDone();
  return (
    <ScoringPage tab="Said and done">
      <Part query={compared}>
        {(statements) =>
          statements.length === 0 ? (
            <EmptyState title="Nothing has been said yet">
              Once reps have said which leads they want (
              <Anchor component={Link} to="/scoring/interview" underline="always">
                Interview
              </Anchor>
              ), this page holds it against what sales accepts and wins.
            </EmptyState>
          ) : (
            <>
              <Text c="dimmed" className={classes.lead!}>
                Of the newest leads that were sent: how often sales takes those that it asked for, and all others. A
                verdict is given only where the two lie apart beyond doubt, however often one looks.
              </Text>
              <ul className={classes.compared} aria-label="What was said, and what was done">
                {statements.map((statement) => (
                  <ComparedRow key={statement.id} statement={statement} />
                ))}
              </ul>
            </>
          )
        }
      </Part>
    </ScoringPage>
  );
}
