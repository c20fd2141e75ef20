import { DateTime } from 'luxon';
import { instantOf } from '../body/instant.js';
import type { Json } from '../body/json.js';
import { Ambiguous } from './ambiguous.js';

export interface TimeNotation {
  /** Of times that name no zone, by its IANA name; null where it is not known, and neither are such times. */
  readonly zone?: string | null | undefined;
  /** In Luxon's tokens, e.g. `dd/MM/yyyy HH:mm`. https://moment.github.io/luxon/#/parsing */
  readonly format?: string | undefined;
}

/** Month names leave no doubt which is the day. */
const NAMED_MONTH = ['d MMM yyyy', 'd MMMM yyyy', 'd. MMMM yyyy', 'MMM d, yyyy', 'MMMM d, yyyy', 'd-MMM-yyyy'];
const TIMES = ['', ' HH:mm', ' HH:mm:ss', ' h:mm a', ', h:mm a', ', HH:mm'];
const NUMBERS_ONLY = /^(\d{1,2})([./-])(\d{1,2})\2(\d{2}|\d{4})(?:,?[ T]+(.+))?$/;

/**
 * When something happened, as people and their tools write it: whatever `instantOf` reads, mail dates, months by name,
 * `25/04/2026`, where only one of the two can be the day, or whatever the notation says.
 * @returns null for what is no time, and Ambiguous for `03/04/2026`: the third of April or the fourth of March.
 */
export function writtenTime(value: Json | undefined, { zone = 'utc', format }: TimeNotation): Date | null | Ambiguous {
  const exact = instantOf(value, zone);
  if (exact !== null || typeof value !== 'string') return exact;
  const text = value.trim();
  const read = (pattern: string) => plausible(DateTime.fromFormat(text, pattern, { zone: zone ?? 'utc', locale: 'en' }), zone);
  if (format !== undefined) {
    // Of days, it holds for those with a time behind them, too.
    const said = firstOf([format], read);
    if (said !== null) return said;
  }
  const mail = plausible(DateTime.fromRFC2822(text), 'named') ?? plausible(DateTime.fromHTTP(text), 'named');
  if (mail !== null) return mail;
  const [, first = '', mark, second = '', year = ''] = NUMBERS_ONLY.exec(text) ?? [];
  if (mark === undefined) return firstOf(NAMED_MONTH, read);
  const [one, other] = [Number(first), Number(second)];
  if (one > 31 || other > 31 || (one > 12 && other > 12)) return null;
  if (year.length === 2 || (one <= 12 && other <= 12 && one !== other)) {
    return new Ambiguous(
      `“${text}” can be two dates: say in the field map of the source how dates are written there, e.g. "dateFormat": "dd/MM/yyyy"`,
    );
  }
  return firstOf([one > 12 ? `d${mark}M${mark}yyyy` : `M${mark}d${mark}yyyy`], read);
}

function firstOf(patterns: readonly string[], read: (pattern: string) => Date | null): Date | null {
  for (const pattern of patterns) {
    for (const time of TIMES) {
      const found = read(pattern + time);
      if (found !== null) return found;
    }
  }
  return null;
}

/** By the same bounds as an instant that is written in full. */
function plausible(time: DateTime, zone: string | null): Date | null {
  return time.isValid && zone !== null ? instantOf(time.toMillis()) : null;
}
