import type { Terminal } from '../terminal.js';
import { progressBar } from './progress-bar.js';

/** Where nobody watches, a line for every tenth is enough. */
const LINES = 10;

/** A bar on a terminal, elsewhere a line now and then. @param what is counted, e.g. `dead letters`. */
export function showProgress(
  { redraw, print }: Pick<Terminal, 'redraw' | 'print'>,
  what: string,
): (done: number, total: number) => void {
  if (redraw) return (done, total) => redraw(progressBar(done, total, what));
  let shown = -1;
  return (done, total) => {
    const step = total === 0 ? LINES : Math.floor((done / total) * LINES);
    if (step === shown) return;
    shown = step;
    print(`${done} of ${total} ${what}`);
  };
}
