import type { Facts } from '@baton/contracts';

/** The two halves of a score: who somebody is, and what they did. */
export type Dimension = 'fit' | 'engagement';

/** A lead whose end is known, as it stood when it was decided about. */
export interface Seen {
  readonly facts: Facts;
  readonly won: boolean;
  /** How many leads it stands for: one over the chance it had to be among those seen. */
  readonly weight: number;
  /** What its end says something about; absent where that is both. */
  readonly teaches?: Dimension;
}

/** A fact to learn from. */
export interface Column {
  readonly field: string;
  readonly dimension: Dimension;
}
