import { Button, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Merge } from '../api/reviews.js';
import { useNow } from '../live/use-now.js';
import { momentInWords } from '../words/moments.js';
import { useMerges, useVerdicts } from './review-queries.js';
import classes from './same-person-page.module.css';
import { UndoDialog } from './undo-dialog.js';

/** What was joined of late, by whomever, to be parted again where that was wrong. */
export function RecentMerges() {
  const { data: merges } = useMerges();
  const { undo } = useVerdicts();
  const [asking, setAsking] = useState<Merge | null>(null);
  const now = useNow();
  if (!merges?.length) return null;
  return (
    <section className={classes.merges}>
      <Title order={2} size="h4">
        Joined of late
      </Title>
      <ul className={classes.list}>
        {merges.map((merge) => (
          <li key={merge.id} className={classes.merge} data-merge={merge.id}>
            <div>
              <p className={classes.pair}>
                <Link to={`/leads/${merge.survivorId}`}>{merge.survivor.name ?? merge.survivor.email}</Link> is also{' '}
                {merge.loser.email}
              </p>
              <Text size="sm" c="dimmed">
                {momentInWords(new Date(merge.at), now)}
                {merge.by === null ? '' : ` · ${merge.by}`}
              </Text>
            </div>
            {merge.undoneAt === null ? (
              <Button
                variant="default"
                size="compact-sm"
                aria-label={`Undo: ${merge.survivor.email} is also ${merge.loser.email}`}
                onClick={() => setAsking(merge)}
              >
                Undo
              </Button>
            ) : (
              <Text size="sm" c="dimmed">
                Undone by {merge.undoneBy}
              </Text>
            )}
          </li>
        ))}
      </ul>
      <UndoDialog
        merge={asking}
        onCancel={() => setAsking(null)}
        onUndo={(merge, reason) => {
          setAsking(null);
          undo.mutate({ id: merge.id, reason });
        }}
      />
    </section>
  );
}
