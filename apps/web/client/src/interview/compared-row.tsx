import type { ComparedStatement, Rate } from '../api/interview.js';
import { capitalised } from '../words/capitalised.js';
import { count, counted, percent, share, signed } from '../words/numbers.js';
import classes from './interview.module.css';
import { whoSaidIt } from './who-said-it.js';

/** One thing that was said, with how often sales took such leads and all others. */
export function ComparedRow({ statement }: { readonly statement: ComparedStatement }) {
  const { id, says, wanted, points, done } = statement;
  const { sent, accepted, othersAccepted, won, verdict } = done;
  const isKnown = verdict !== 'too few';
  return (
    <li className={classes.row} data-statement={id} data-verdict={verdict}>
      <div>
        <h2 className={classes.what}>
          {wanted ? 'Wanted: ' : 'Rejected: '}
          {says} <span className={classes.points}>{signed(points)}</span>
        </h2>
        <p className={classes.who}>{whoSaidIt(statement)}</p>
      </div>
      <dl className={classes.figures} data-known={isKnown || undefined}>
        <dt>Sent</dt>
        <dd>{counted(sent, 'lead')}</dd>
        <dt>Accepted</dt>
        <dd>{rateInWords(accepted, isKnown)}</dd>
        <dt>The others</dt>
        <dd>{rateInWords(othersAccepted, isKnown)}</dd>
        <dt>Won so far</dt>
        <dd>{won.of === 0 ? 'none yet' : `${count(won.hits)} of ${count(won.of)} accepted`}</dd>
      </dl>
      <div>
        {isKnown && (
          <div className={classes.strips} aria-hidden="true">
            <Strip rate={accepted} kind="these" />
            <Strip rate={othersAccepted} kind="others" />
          </div>
        )}
        <p className={classes.verdict}>{capitalised(done.says)}</p>
      </div>
    </li>
  );
}

function rateInWords({ hits, of, interval: { low, high } }: Rate, isKnown: boolean): string {
  if (of === 0) return 'none decided yet';
  if (!isKnown) return `${count(hits)} of ${count(of)}`;
  return `${share(hits, of)}, likely ${percent(low)} to ${percent(high)}`;
}

function Strip({ rate: { hits, of, interval }, kind }: { readonly rate: Rate; readonly kind: 'these' | 'others' }) {
  return (
    <div className={classes.strip} data-kind={kind}>
      <span
        className={classes.band}
        style={{ left: `${100 * interval.low}%`, width: `${100 * (interval.high - interval.low)}%` }}
      />
      <span className={classes.dot} style={{ left: `${(100 * hits) / of}%` }} />
    </div>
  );
}
