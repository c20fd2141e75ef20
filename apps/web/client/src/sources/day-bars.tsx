import type { SourceHealth } from '../api/sources.js';
import { counted } from '../words/numbers.js';
import classes from './day-bars.module.css';

const SHOWN = 14;
const DAY_MS = 24 * 60 * 60_000;

/** How much came on each of the last days, and what of it could not be read. */
export function DayBars({ days, now }: { readonly days: SourceHealth['days']; readonly now: Date }) {
  const byDay = new Map(days.map((each) => [each.day, each]));
  const shown = Array.from({ length: SHOWN }, (_, at) => {
    const day = new Date(now.getTime() - (SHOWN - 1 - at) * DAY_MS).toISOString().slice(0, 10);
    return byDay.get(day) ?? { day, received: 0, dead: 0 };
  });
  const most = Math.max(1, ...shown.map(({ received }) => received));
  const words = shown
    .filter(({ received }) => received > 0)
    .map(({ day, received, dead }) => `${day}: ${received}${dead > 0 ? `, ${dead} not read` : ''}`);
  return (
    <figure className={classes.days}>
      <div
        role="img"
        aria-label={`Deliveries of the last ${SHOWN} days. ${words.join('; ') || 'None'}`}
        className={classes.bars}
      >
        {shown.map(({ day, received, dead }) => (
          <span
            key={day}
            title={`${day}: ${counted(received, 'delivery', 'deliveries')}`}
            data-troubled={dead > 0 || undefined}
            style={{ height: `${Math.round((received / most) * 100)}%` }}
          />
        ))}
      </div>
      <figcaption>Deliveries of the last {SHOWN} days; with a red foot, some could not be read</figcaption>
    </figure>
  );
}
