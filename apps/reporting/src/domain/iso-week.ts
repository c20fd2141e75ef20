import { DateTime } from 'luxon';

/** The ISO 8601 week of a day, e.g. `2026-W10` for `2026-03-02`. Weeks of the turn of the year belong to one year. */
export function isoWeekOf(day: string): string {
  return DateTime.fromISO(day, { zone: 'utc' }).toFormat("kkkk-'W'WW");
}
