/** What reads a cell as a moment, in milliseconds; NaN where it is none. */
export type ReadDate = (cell: string) => number;

const TIME =
  '(?:[T,\\s]+(\\d{1,2})(?::|h)(\\d{2})(?::(\\d{2})(?:[.,]\\d+)?)?\\s*([ap]\\.?m\\.?)?\\s*(Z|UTC|GMT|[+-]\\d{2}:?\\d{2}(?::\\d{2})?)?)?';
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH = `(${MONTHS.join('|')})[a-z]*\\.?`;
const WEEKDAY = '(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\\.?,?\\s+)?';

type Part = 'year' | 'month' | 'name' | 'day' | 'quarter';
const form = (pattern: string, ...parts: Part[]): ReadDate => {
  const expression = new RegExp(`^${WEEKDAY}${pattern}${TIME}$`, 'i');
  return (cell) => {
    const found = expression.exec(cell.trim());
    return found === null ? Number.NaN : momentOf(parts, found.slice(1));
  };
};

const YEAR_FIRST = form('(\\d{4})[-/.](\\d{1,2})(?:[-/.](\\d{1,2}))?', 'year', 'month', 'day');
const QUARTER = form('(\\d{4})[-\\s]?Q([1-4])', 'year', 'quarter');
const QUARTER_FIRST = form('Q([1-4])[-/\\s](\\d{4})', 'quarter', 'year');
const MONTH_AND_YEAR = form('(\\d{1,2})[-/.](\\d{4})', 'month', 'year');
const DAY_IN_WORDS = form(
  `(\\d{1,2})(?:st|nd|rd|th|\\.)?[-\\s/]+${MONTH}[-\\s,/]+(\\d{2,4})`,
  'day',
  'name',
  'year',
);
const MONTH_IN_WORDS = form(
  `${MONTH}[-\\s/]+(\\d{1,2})(?:st|nd|rd|th)?,?[-\\s/]+(\\d{4})`,
  'name',
  'day',
  'year',
);
const NO_DAY_IN_WORDS = form(`${MONTH}[-\\s,/']+(\\d{2,4})`, 'name', 'year');
const DAY_FIRST = form('(\\d{1,2})[-/.](\\d{1,2})[-/.](\\d{4}|\\d{2})', 'day', 'month', 'year');
const MONTH_FIRST = form('(\\d{1,2})[-/.](\\d{1,2})[-/.](\\d{4}|\\d{2})', 'month', 'day', 'year');

const CLEAR_FORMS = [
  YEAR_FIRST,
  QUARTER,
  QUARTER_FIRST,
  MONTH_AND_YEAR,
  DAY_IN_WORDS,
  MONTH_IN_WORDS,
  NO_DAY_IN_WORDS,
];

/**
 * Reads a column of dates, all in the form that fits most of them. Where `3/4/2026` may be in March or in April by all
 * that the column says, it is in whichever leaves the rows of the file in better order.
 * @param filled its cells without blank ones
 * @param most the share of them that must be dates
 * @returns `null` where the column is not one of dates
 */
export function dateForm(filled: readonly string[], most: number): ReadDate | null {
  if (filled.length === 0) return null;
  const fitting = [...CLEAR_FORMS, MONTH_FIRST, DAY_FIRST]
    .map((read) => ({ read, fits: filled.reduce((sum, cell) => sum + Number(!Number.isNaN(read(cell))), 0) }))
    .filter(({ fits }) => fits >= most * filled.length);
  const best = Math.max(...fitting.map(({ fits }) => fits));
  const [first, second] = fitting.filter(({ fits }) => fits === best);
  if (!first) return null;
  if (!second || filled[0]!.includes('.')) return (second ?? first).read;
  return inOrder(filled, second.read) > inOrder(filled, first.read) ? second.read : first.read;
}

/** How much more often the rows go one way than the other. */
function inOrder(filled: readonly string[], read: ReadDate): number {
  const moments = filled.map(read).filter((moment) => !Number.isNaN(moment));
  return Math.abs(
    moments.reduce((sum, moment, at) => sum + Math.sign(moment - (moments[at - 1] ?? moment)), 0),
  );
}

function momentOf(parts: readonly Part[], [...found]: readonly (string | undefined)[]): number {
  const said: Partial<Record<Part, string>> = Object.fromEntries(parts.map((part, at) => [part, found[at]]));
  const [hour, minute, second, half, zone] = found.slice(parts.length);
  const year = Number(said.year) + (said.year!.length === 2 ? (Number(said.year) < 70 ? 2000 : 1900) : 0);
  const month = monthOf(said);
  const day = Number(said.day ?? 1);
  const moment = Date.UTC(
    year,
    month,
    day,
    hourOf(Number(hour ?? 0), half),
    Number(minute ?? 0),
    Number(second ?? 0),
  );
  const isDay =
    month >= 0 && month < 12 && day >= 1 && day <= new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return isDay ? moment - offsetOf(zone) : Number.NaN;
}

function monthOf({ month, name, quarter }: Partial<Record<Part, string>>): number {
  if (quarter !== undefined) return (Number(quarter) - 1) * 3;
  return name === undefined ? Number(month) - 1 : MONTHS.indexOf(name.slice(0, 3).toLowerCase());
}

function hourOf(hour: number, half: string | undefined): number {
  if (half === undefined) return hour;
  return (hour % 12) + (half.toLowerCase().startsWith('p') ? 12 : 0);
}

function offsetOf(zone: string | undefined): number {
  const [, sign, hours, minutes] = /^([+-])(\d{2}):?(\d{2})/.exec(zone ?? '') ?? [];
  return sign === undefined ? 0 : (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}
