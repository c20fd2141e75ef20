import type { Paint } from './output/paint.js';

/** Where a command runs: everything about the process that it may touch, so that tests can stand in for it. */
export interface Terminal {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** A line of the result. */
  print(text: string): void;
  /** Writes over the line before on a terminal; null where nobody watches. */
  readonly redraw: ((text: string) => void) | null;
  /** Asks whoever sits there; null where nobody does. */
  readonly confirm: ((question: string) => Promise<boolean>) | null;
  readonly paint: Paint;
  /** The folder in which `npm start` keeps its state. */
  readonly stateFolder: string;
  now(): Date;
  wait(ms: number): Promise<void>;
  /** Calls back on Ctrl-C instead of ending the process. @returns a function that takes this back. */
  onInterrupt(callback: () => void): () => void;
}
