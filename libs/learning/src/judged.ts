/** A lead whose end is known. */
export interface Judged {
  /** The higher, the likelier a win; for {@link brier} and {@link ece} the chance of one, in [0, 1]. */
  readonly score: number;
  readonly won: boolean;
}
