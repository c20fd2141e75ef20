import { DateTime } from 'luxon';
import type { WorkingHours } from './calendar.js';

interface Opening {
  /** Milliseconds since the epoch. */
  readonly start: number;
  readonly end: number;
}

const MINUTE_MS = 60_000;
/** A calendar that stays closed for so long is a mistake, not a calendar. */
const LONGEST_CLOSED_DAYS = 3 * 366;

/**
 * The instant at which so much working time has passed, never outside working hours.
 * @param minutes of working time, 0 or more. From outside working hours, 0 minutes end at the next opening.
 * @throws RangeError when the calendar stays closed for three years.
 */
export function addBusinessTime(from: Date, minutes: number, hours: WorkingHours): Date {
  let left = minutes * MINUTE_MS;
  for (const { start, end } of openingsFrom(from.getTime(), hours)) {
    const begin = Math.max(start, from.getTime());
    if (begin >= end) continue;
    if (left <= end - begin) return new Date(begin + left);
    left -= end - begin;
  }
  throw new RangeError('The calendar stays closed for three years');
}

/** Working minutes between two instants, with fractions; 0 when `to` is not after `from`. */
export function businessMinutesBetween(from: Date, to: Date, hours: WorkingHours): number {
  let passed = 0;
  for (const { start, end } of openingsFrom(from.getTime(), hours)) {
    if (start >= to.getTime()) break;
    passed += Math.max(0, Math.min(end, to.getTime()) - Math.max(start, from.getTime()));
  }
  return passed / MINUTE_MS;
}

/** Whether somebody is at work at that instant. */
export function isOpen(at: Date, hours: WorkingHours): boolean {
  for (const { start, end } of openingsFrom(at.getTime(), hours)) {
    if (start > at.getTime()) return false;
    if (at.getTime() < end) return true;
  }
  return false;
}

/**
 * Openings in order, from the day of `from` on. Wall-clock times are turned into instants by the zone, so
 * that an opening which spans the start of summer time is an hour shorter, and one which spans its end longer.
 */
function* openingsFrom(from: number, { zone, weekly, holidays }: WorkingHours): Generator<Opening> {
  const off = new Set(holidays);
  const today = DateTime.fromMillis(from, { zone }).startOf('day');
  let lastEnd = Number.NEGATIVE_INFINITY;
  for (let offset = 0, closed = 0; closed < LONGEST_CLOSED_DAYS; offset++, closed++) {
    const day = today.plus({ days: offset });
    if (off.has(day.toISODate() ?? '')) continue;
    const openings = weekly
      .filter((opening) => opening.day === day.weekday)
      .sort((a, b) => (a.from < b.from ? -1 : 1));
    for (const opening of openings) {
      // Openings that overlap are one: no minute counts twice.
      const start = Math.max(atTime(day, opening.from), lastEnd);
      const end = atTime(day, opening.to);
      if (start >= end) continue;
      lastEnd = end;
      closed = 0;
      yield { start, end };
    }
  }
}

/** A time that the clocks skip is the instant to which they jump; one that they repeat is its first. */
function atTime(day: DateTime, time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  if (hour === 24) return day.plus({ days: 1 }).startOf('day').toMillis();
  const wanted = day.set({ hour, minute });
  if (wanted.hour === hour && wanted.minute === minute) return wanted.toMillis();
  // Luxon moves a skipped time on by the length of the gap; the gap itself ends earlier.
  const gap = wanted.hour * 60 + wanted.minute - (hour * 60 + minute);
  const into = minutesIntoGap(day, hour * 60 + minute, gap);
  return wanted.toMillis() - into * MINUTE_MS;
}

function minutesIntoGap(day: DateTime, wanted: number, gap: number): number {
  for (let into = 0; into <= gap; into++) {
    const earlier = wanted - into - 1;
    const found = day.set({ hour: Math.floor(earlier / 60), minute: earlier % 60 });
    if (found.hour * 60 + found.minute === earlier) return into;
  }
  return 0;
}
