import type { Liveness } from '../live/use-event-stream.js';
import classes from './liveness.module.css';

const words: Readonly<Record<Liveness, string>> = {
  connecting: 'Connecting',
  live: 'Live',
  away: 'Reconnecting',
};

/** Whether what is shown keeps itself up to date. */
export function LivenessMark({ liveness }: { readonly liveness: Liveness }) {
  return (
    <span className={classes.mark} data-liveness={liveness} role="status">
      <span className={classes.dot} aria-hidden="true" />
      {words[liveness]}
    </span>
  );
}
