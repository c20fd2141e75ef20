import { Anchor } from '@mantine/core';
import { Link } from 'react-router';
import type { ComparedPerson, Review, Said } from '../api/reviews.js';
import { useNow } from '../live/use-now.js';
import { ProblemAlert } from '../shell/problem-alert.js';
import { Waiting } from '../shell/shell.js';
import { fieldWords } from '../words/lead-fields.js';
import { momentInWords } from '../words/moments.js';
import classes from './comparison.module.css';
import { useReview } from './review-queries.js';

/** The heads of the columns say it. */
const SHOWN_ABOVE = 'person.email';

/** Both people, field by field; where they differ, the row says so. */
export function Comparison({ review }: { readonly review: Review }) {
  const { data, error, refetch } = useReview(review.id);
  if (error) return <ProblemAlert error={error} onRetry={() => void refetch()} />;
  if (!data) return <Waiting />;
  return (
    <table className={classes.table}>
      <caption className={classes.caption}>What is known of the two</caption>
      <thead>
        <tr>
          <td />
          {data.people.map((person, index) => (
            <PersonHead key={person.id} person={person} email={review.people[index]?.email ?? ''} />
          ))}
        </tr>
      </thead>
      <tbody>
        {data.fields
          .filter(({ field }) => field !== SHOWN_ABOVE)
          .map(({ field, one, other, differs }) => (
            <tr key={field} data-differs={differs || undefined}>
              <th scope="row">
                {fieldWords(field)}
                {differs && one && other && <span className={classes.differs}>differs</span>}
              </th>
              <SaidCell said={one} />
              <SaidCell said={other} />
            </tr>
          ))}
      </tbody>
    </table>
  );
}

function PersonHead({ person, email }: { readonly person: ComparedPerson; readonly email: string }) {
  const now = useNow();
  const { provider, channel } = person.source;
  return (
    <th scope="col">
      <Anchor component={Link} to={`/leads/${person.id}`} underline="always">
        {email}
      </Anchor>
      <span className={classes.since}>
        Since {momentInWords(new Date(person.receivedAt), now)} · {channel ?? provider}
      </span>
    </th>
  );
}

function SaidCell({ said }: { readonly said: Said | null }) {
  const now = useNow();
  if (said === null) return <td className={classes.unknown}>not known</td>;
  return (
    <td>
      {String(said.value)}
      {said.at !== null && <span className={classes.since}>{momentInWords(new Date(said.at), now)}</span>}
    </td>
  );
}
