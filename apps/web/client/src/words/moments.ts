export interface Place {
  /** BCP 47; the viewer's own unless told. */
  readonly locale?: string | undefined;
  /** IANA; the viewer's own unless told. */
  readonly timeZone?: string | undefined;
}

const DAY = 86_400_000;

/** An instant near now, as one would say it: `today 11:30`, `Tue 11:30`, `Tue 3 Mar, 11:30`. */
export function momentInWords(instant: Date, now: Date, { locale, timeZone }: Place = {}): string {
  const time = formatted(instant, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const away = dayNumber(instant, timeZone) - dayNumber(now, timeZone);
  if (away === 0) return `today ${time}`;
  if (Math.abs(away) < 6) return `${formatted(instant, { weekday: 'short' })} ${time}`;
  return `${formatted(instant, { weekday: 'short', day: 'numeric', month: 'short' })}, ${time}`;

  function formatted(date: Date, options: Intl.DateTimeFormatOptions): string {
    return new Intl.DateTimeFormat(locale, { ...options, ...(timeZone ? { timeZone } : {}) }).format(date);
  }
}

/** A whole day, e.g. `Tuesday, 3 March 2026`. */
export function dayInWords(instant: Date, { locale, timeZone }: Place = {}): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'full', ...(timeZone ? { timeZone } : {}) }).format(
    instant,
  );
}

/** To the second, e.g. `09:30:12`. */
export function clockTime(instant: Date, { locale, timeZone }: Place = {}): string {
  return new Intl.DateTimeFormat(locale, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    ...(timeZone ? { timeZone } : {}),
  }).format(instant);
}

/** The same moment where the team sits; undefined where that is the viewer's own time. */
export function momentForTeam(instant: Date, timeZone: string): string | undefined {
  const format = (zone?: string) =>
    new Intl.DateTimeFormat(undefined, {
      weekday: 'short',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
      ...(zone ? { timeZone: zone } : {}),
    }).format(instant);
  return format(timeZone) === format() ? undefined : `${format(timeZone)} in ${timeZone}`;
}

/** Days since 1970 on the calendar of the zone, so that midnight counts and not 24 hours. */
function dayNumber(date: Date, timeZone: string | undefined): number {
  const parts = new Intl.DateTimeFormat('en-CA', {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    ...(timeZone ? { timeZone } : {}),
  }).format(date);
  return Math.round(Date.parse(`${parts}T00:00:00Z`) / DAY);
}
