const MINUTE = 60_000;

/** E.g. `2 h 10 min`, `1 day 3 h`; what is finer than a minute does not matter to anybody here. */
export function durationInWords(ms: number): string {
  const minutes = Math.floor(Math.abs(ms) / MINUTE);
  if (minutes < 1) return 'less than a minute';
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), minutes % 60];
  if (days > 0)
    return [`${days} ${days === 1 ? 'day' : 'days'}`, hours > 0 && `${hours} h`].filter(Boolean).join(' ');
  if (hours === 0) return `${rest} min`;
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
}

/** For what machines count, e.g. `40 ms`, `3.2 s`, then as `durationInWords`. */
export function shortDuration(ms: number): string {
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  return ms < MINUTE ? `${(ms / 1_000).toFixed(1)} s` : durationInWords(ms);
}
