import type { FunnelCounts } from '../api/reporting.js';
import { count, counted } from '../words/numbers.js';
import classes from './funnel-page.module.css';

/** How much of what tracking credits was otherwise by the people themselves. */
export function ToldNote({ counts: { told, toldOtherwise } }: { readonly counts: FunnelCounts }) {
  if (told === 0) return null;
  return (
    <p className={classes.told}>
      {counted(told, 'person', 'people')} said how they heard of you; {count(toldOtherwise)} of them named another way
      than their clicks did.
    </p>
  );
}
