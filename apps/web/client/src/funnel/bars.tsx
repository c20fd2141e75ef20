import { count, share } from '../words/numbers.js';
import classes from './bars.module.css';

export interface Bar {
  readonly label: string;
  readonly number: number;
  /** What the share is a share of; null for none. */
  readonly of: number | null;
  readonly kind?: 'on' | 'aside' | 'no';
  readonly note?: string;
}

interface BarsProps {
  readonly label: string;
  readonly bars: readonly Bar[];
  /** The number that fills the whole width. Every bar begins at zero. */
  readonly most: number;
}

/** A list of numbers that is also drawn: what is drawn stands beside it in words. */
export function Bars({ label, bars, most }: BarsProps) {
  return (
    <ul className={classes.bars} aria-label={label}>
      {bars.map(({ label: name, number, of, kind = 'on', note }) => (
        <li key={name} className={classes.bar}>
          <span className={classes.label}>{name}</span>
          <span className={classes.track} aria-hidden="true">
            <span
              className={classes.fill}
              data-kind={kind}
              style={{ width: `${most === 0 ? 0 : (100 * number) / most}%` }}
            />
          </span>
          <span className={classes.number}>{count(number)}</span>
          <span className={classes.share}>{note ?? (of === null ? '' : share(number, of))}</span>
        </li>
      ))}
    </ul>
  );
}
