/** placeholder */
export type FailureKind = 'transient' | 'permanent' | 'unknown';
export function sortFailure(_error: unknown): FailureKind {
  return 'unknown';
}
