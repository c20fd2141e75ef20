import { Button, Kbd, Text } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { useEffect, useRef, useState } from 'react';
import type { Review } from '../api/reviews.js';
import { useListKeys } from '../my-leads/use-list-keys.js';
import { EmptyState } from '../shell/empty-state.js';
import { Page } from '../shell/page.js';
import { ProblemAlert } from '../shell/problem-alert.js';
import { Waiting } from '../shell/shell.js';
import { RecentMerges } from './recent-merges.js';
import { useReviews, useVerdicts } from './review-queries.js';
import { ReviewRow } from './review-row.js';
import classes from './same-person-page.module.css';

/** Leads that may be one person, and the answer of somebody who has looked at both. */
export default function SamePersonPage() {
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useReviews();
  const reviews = data?.pages.flat() ?? [];
  const { one, two } = useVerdicts();
  const [keysOn] = useLocalStorage({ key: 'baton-keys', defaultValue: true });
  const [chosen, setChosen] = useState<string | null>(null);
  const current = reviews.find(({ id }) => id === chosen) ?? reviews[0];

  // A row that leaves takes the focus with it, so the next one is given it once it is there.
  const focusOn = useRef<string | null>(null);
  useEffect(() => {
    if (focusOn.current === null) return;
    document.getElementById(`review-${focusOn.current}`)?.focus();
    focusOn.current = null;
  });
  const choose = (review: Review | undefined) => {
    if (review === undefined) return;
    setChosen(review.id);
    focusOn.current = review.id;
  };
  const step = (by: 1 | -1) => choose(current && reviews[reviews.indexOf(current) + by]);
  const isBusy = one.isPending || two.isPending;
  const decide = (verdict: typeof one | typeof two, review: Review | undefined) => {
    if (review === undefined || isBusy) return;
    const at = reviews.indexOf(review);
    choose(reviews[at + 1] ?? reviews[at - 1]);
    verdict.mutate(review.id);
  };
  useListKeys(
    {
      j: () => step(1),
      ArrowDown: () => step(1),
      k: () => step(-1),
      ArrowUp: () => step(-1),
      o: () => decide(one, current),
      t: () => decide(two, current),
    },
    keysOn,
  );

  return (
    <Page title="Same person?">
      {error && !data && <ProblemAlert error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Waiting />}
      {data && reviews.length === 0 && (
        <EmptyState title="Nothing to decide">
          Two leads with different addresses that look like one person show up here, for somebody to say whether they
          are.
        </EmptyState>
      )}
      {reviews.length > 0 && (
        <>
          <Text c="dimmed" mb="md">
            Different addresses, and much else in common. Nothing waits for your answer, and a join can be undone.
            <span className={classes.keys}>
              {' '}
              <Kbd>J</Kbd> <Kbd>K</Kbd> move, <Kbd>O</Kbd> one person, <Kbd>T</Kbd> two people.
            </span>
          </Text>
          <ul className={classes.list} aria-label="People who may be one">
            {reviews.map((review) => (
              <ReviewRow
                key={review.id}
                review={review}
                isCurrent={review === current}
                isBusy={isBusy}
                onChoose={() => choose(review)}
                onOne={() => decide(one, review)}
                onTwo={() => decide(two, review)}
              />
            ))}
          </ul>
          {hasNextPage && (
            <Button variant="default" mt="md" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
              Show more
            </Button>
          )}
        </>
      )}
      <RecentMerges />
    </Page>
  );
}
