const FIVE_MINUTES_MS = 5 * 60_000;

/** True where the signer's clock is within five minutes of ours, in either direction. */
export function isFresh(signedAtMs: number, now: Date): boolean {
  return Math.abs(now.getTime() - signedAtMs) <= FIVE_MINUTES_MS;
}

/** A timestamp header, digits only: `Number()` would let through ` 1e9`, and NaN compares as fresh with nothing. */
export function digits(header: string | undefined): number | null {
  return header !== undefined && /^\d{1,15}$/.test(header) ? Number(header) : null;
}
