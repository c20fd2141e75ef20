import { Button, Group } from '@mantine/core';
import type { Review } from '../api/reviews.js';
import { evidenceWords } from '../words/lead-fields.js';
import { Comparison } from './comparison.js';
import classes from './same-person-page.module.css';

interface ReviewRowProps {
  readonly review: Review;
  readonly isCurrent: boolean;
  readonly isBusy: boolean;
  readonly onChoose: () => void;
  readonly onOne: () => void;
  readonly onTwo: () => void;
}

/** One question; the current one with both people side by side and its answers. */
export function ReviewRow({ review, isCurrent, isBusy, onChoose, onOne, onTwo }: ReviewRowProps) {
  const [one, other] = review.people;
  const names = [one.name ?? one.email, other.name ?? other.email];
  return (
    <li className={classes.review} aria-current={isCurrent || undefined} data-review={review.id}>
      <h2 className={classes.question}>
        <button
          id={`review-${review.id}`}
          type="button"
          className={classes.names}
          aria-expanded={isCurrent}
          onClick={onChoose}
        >
          {names[0] === names[1] ? names[0] : names.join(' and ')}
          {(one.company ?? other.company) && <span className={classes.firm}> {one.company ?? other.company}</span>}
        </button>
      </h2>
      <p className={classes.evidence}>{evidenceWords(review.evidence)}</p>
      {isCurrent && (
        <>
          <Comparison review={review} />
          <Group gap="sm" mt="sm" className={classes.answers!}>
            <Button onClick={onOne} disabled={isBusy}>
              One person
            </Button>
            <Button variant="default" onClick={onTwo} disabled={isBusy}>
              Two people
            </Button>
          </Group>
        </>
      )}
    </li>
  );
}
