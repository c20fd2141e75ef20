/** A lead whose end is known. */
export interface Judged {
  /** The higher, the likelier a win; for {@link brier} and {@link ece} the chance of one, in [0, 1]. */
  readonly score: number;
  readonly won: boolean;
  /** How many leads it stands for; one where it is left out. */
  readonly weight?: number;
}

export const weightOf = ({ weight = 1 }: Judged): number => weight;
