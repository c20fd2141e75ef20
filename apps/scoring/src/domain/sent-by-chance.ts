import { createHash } from 'node:crypto';

/**
 * Whether a lead is in the random sample of those held back. The draw is the lead's own, whatever is decided about it
 * and however often: asked again, it answers alike, and the chance of a yes stays `share`.
 */
export function sentByChance(leadId: string, share: number): boolean {
  const drawn = createHash('sha256').update(`sample:${leadId}`).digest().readUIntBE(0, 6) / 2 ** 48;
  return drawn < share;
}
