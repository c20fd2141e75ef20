import { addBusinessTime, isOpen } from './business-time.js';
import type { WorkingHours } from './calendar.js';

/**
 * What calendars say at one moment. A whole batch of leads is dealt out at the same moment, by the same few
 * calendars: each is asked once, not once for every lead and every rep.
 */
export class Moment {
  private readonly open = new Map<WorkingHours, boolean>();
  private readonly days = new Map<string, string>();
  private readonly ends = new Map<WorkingHours, Map<number, Date>>();

  constructor(readonly now: Date) {}

  /** Whether somebody with these hours is at work. */
  isOpen(hours: WorkingHours): boolean {
    return remembered(this.open, hours, () => isOpen(this.now, hours));
  }

  /** The date on the wall in a zone, `YYYY-MM-DD`. */
  dayIn(zone: string): string {
    return remembered(this.days, zone, () =>
      new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(this.now),
    );
  }

  /** The instant at which so many working minutes will have passed. */
  after(minutes: number, hours: WorkingHours): Date {
    const ends = remembered(this.ends, hours, () => new Map<number, Date>());
    return remembered(ends, minutes, () => addBusinessTime(this.now, minutes, hours));
  }
}

function remembered<Key, Value extends object | string | boolean>(
  known: Map<Key, Value>,
  key: Key,
  ask: () => Value,
): Value {
  let value = known.get(key);
  if (value === undefined) known.set(key, (value = ask()));
  return value;
}
