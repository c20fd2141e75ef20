const WIDTH = 30;

/** `[##########----------]  50 %  1200 of 2400 events`. @param total 0 where it is not known yet. */
export function progressBar(done: number, total: number, what: string): string {
  const share = total === 0 ? 0 : Math.min(1, done / total);
  const filled = Math.round(share * WIDTH);
  const bar = '#'.repeat(filled) + '-'.repeat(WIDTH - filled);
  return `[${bar}] ${String(Math.floor(share * 100)).padStart(3)} %  ${done} of ${total} ${what}`;
}
