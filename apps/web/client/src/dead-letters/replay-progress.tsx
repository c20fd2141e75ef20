import { Button, Progress, Text } from '@mantine/core';
import { useNow } from '../live/use-now.js';
import { momentInWords } from '../words/moments.js';
import { count } from '../words/numbers.js';
import { type RunOf, useStopRun } from './letter-queries.js';
import classes from './replay-progress.module.css';

const RECENT_MS = 24 * 3_600_000;

/** Replays that go on, and the latest that have ended. */
export function ReplayProgress({ runs }: { readonly runs: readonly RunOf[] }) {
  const now = useNow();
  const stopping = useStopRun();
  const shown = runs.filter(({ endedAt }) => !endedAt || now.getTime() - Date.parse(endedAt) < RECENT_MS);
  if (shown.length === 0) return null;
  return (
    <ul className={classes.runs} aria-label="Replays">
      {shown.map((run) => (
        <li key={run.id} className={classes.run}>
          <div className={classes.says} role="status">
            <strong>{run.service}</strong> {outcomeOf(run)}
            <Text size="sm" c="dimmed" component="span">
              {' '}
              · {run.startedBy}, {momentInWords(new Date(run.startedAt), now)}
            </Text>
          </div>
          {run.state === 'running' && (
            <>
              <Progress
                value={run.total === 0 ? 0 : (100 * run.done) / run.total}
                aria-label={`Replay in ${run.service}`}
                className={classes.bar!}
              />
              <Button
                size="compact-sm"
                variant="default"
                onClick={() => stopping.mutate(run)}
                aria-label={`Stop the replay in ${run.service}`}
              >
                Stop
              </Button>
            </>
          )}
        </li>
      ))}
    </ul>
  );
}

function outcomeOf({ state, done, total, replayed, failed, skipped }: RunOf): string {
  const parts = [
    state === 'running'
      ? `is replaying: ${count(done)} of ${count(total)}`
      : `replayed ${count(replayed)} of ${count(total)}`,
    failed > 0 && `${count(failed)} failed again and stay open`,
    skipped > 0 && `${count(skipped)} were settled meanwhile`,
    state === 'stopped' && `stopped with ${count(total - done)} left`,
  ];
  return parts.filter(Boolean).join(', ');
}
