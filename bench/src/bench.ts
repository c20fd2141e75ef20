/** Numbers by name; a figure that could not be measured is left out, never guessed. */
export type Figures = Readonly<Record<string, number>>;

export interface BenchResult {
  readonly name: string;
  readonly figures: Figures;
  /** Ours against what it is measured beside, in the same run. */
  readonly ratios: Figures;
}

export interface BenchOptions {
  /** A short run, to see that it works: its figures say little. */
  readonly quick: boolean;
  readonly say: (line: string) => void;
  /** Ctrl-C: what was started is to be stopped, and nothing more started. */
  readonly interrupted: AbortSignal;
}

export type Bench = (options: BenchOptions) => Promise<{ result: BenchResult; table: string }>;

/** Something is missing that a person can supply: one line, no stack. */
export class CannotMeasure extends Error {}

/** Three significant digits are more than a shared machine can stand for. */
export function rounded(value: number): number {
  return value === 0 ? 0 : Number(value.toPrecision(3));
}
