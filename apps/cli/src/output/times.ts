/** A length of time in the largest unit that says enough, e.g. `0 ms`, `850 ms`, `12 s`, `3 min`, `5 h`, `2 d`. */
export function inWords(ms: number): string {
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  const steps = [
    [60, 1_000, 's'],
    [60, 60_000, 'min'],
    [48, 3_600_000, 'h'],
  ] as const;
  for (const [limit, unitMs, unit] of steps) {
    if (ms / unitMs < limit) return `${Math.floor(ms / unitMs)} ${unit}`;
  }
  return `${Math.floor(ms / 86_400_000)} d`;
}

/** `2026-03-02 10:30:00` in the zone; the machine's own unless told. */
export function wallTime(instant: string, timeZone?: string): string {
  const format = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'medium', timeZone });
  return format.format(new Date(instant));
}
