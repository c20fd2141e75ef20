/** How often something happened, of how many: `{ hits: 3, of: 5 }`. Weighted tallies may be fractions; `0 <= hits <= of`. */
export interface Tally {
  readonly hits: number;
  readonly of: number;
}
