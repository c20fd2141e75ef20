/**
 * What examples are learned from, in typed arrays, since there may be a million of them: of every column at most one
 * level holds.
 */
export interface Design {
  readonly rows: number;
  readonly columns: number;
  /** How many levels there are over all columns; the indices of a column's levels follow those of the one before. */
  readonly features: number;
  /** Row by row, the index of the level that holds in each column; {@link NO_LEVEL} where none does. */
  readonly levels: Uint16Array;
  /** 1 for a win. */
  readonly won: Uint8Array;
  readonly weights: Float64Array;
}

export const NO_LEVEL = 0xffff;
