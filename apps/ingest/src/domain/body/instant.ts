import { DateTime } from 'luxon';
import type { Json } from './json.js';

const FIRST_YEAR_IN_SECONDS = 946_684_800; // 2000-01-01: older times are mistakes of unit or of clock
const LATEST_IN_MS = 4_102_444_800_000; // 2100-01-01
const WITHOUT_ZONE = /^(\d{4}-\d{2}-\d{2})(?:[ T](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?))?$/;

/**
 * An instant as platforms write it: ISO 8601, `YYYY-MM-DD HH:mm:ss` without a zone, seconds or milliseconds since
 * 1970 as number or text. Null for what is none of these.
 * @param zone of a time that names none, by its IANA name; null where it is not known, and so neither is the instant.
 */
export function instantOf(value: Json | undefined, zone: string | null = 'utc'): Date | null {
  if (typeof value === 'number') return plausible(value > LATEST_IN_MS / 1000 ? value : value * 1000);
  if (typeof value !== 'string') return null;
  const text = value.trim();
  if (/^\d{9,14}$/.test(text)) return instantOf(Number(text));
  if (!/^\d{4}-\d{2}-\d{2}/.test(text)) return null;
  const [, day, time = '00:00'] = WITHOUT_ZONE.exec(text) ?? [];
  if (day === undefined) return plausible(Date.parse(text));
  return zone === null ? null : plausible(DateTime.fromISO(`${day}T${time}`, { zone }).toMillis());
}

function plausible(ms: number): Date | null {
  return ms >= FIRST_YEAR_IN_SECONDS * 1000 && ms <= LATEST_IN_MS ? new Date(ms) : null;
}
