import { count, share } from '../words/numbers.js';
import type { FunnelGroup } from './funnel-bars.js';
import classes from './group-bars.module.css';

interface GroupBarsProps {
  readonly label: string;
  readonly groups: readonly FunnelGroup[];
}

/** Groups against each other: how many came, and how many of them were sent to sales. */
export function GroupBars({ label, groups }: GroupBarsProps) {
  const most = Math.max(0, ...groups.map(({ received }) => received));
  return (
    <ul className={classes.groups} aria-label={label}>
      {groups.map(({ key, label: name, received, qualified, accepted, rejected }) => (
        <li key={key} className={classes.group}>
          <span className={classes.label}>{name}</span>
          <span className={classes.track} aria-hidden="true">
            <span className={classes.received} style={{ width: `${(100 * received) / most}%` }}>
              <span className={classes.qualified} style={{ width: `${(100 * qualified) / received}%` }} />
            </span>
          </span>
          <span className={classes.words}>
            <strong>{count(qualified)}</strong> sent to sales, {share(qualified, received)} received
            <span className={classes.verdicts}>
              {count(accepted)} accepted, {count(rejected)} rejected
            </span>
          </span>
        </li>
      ))}
    </ul>
  );
}
