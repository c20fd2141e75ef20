import type { Factor } from '@baton/contracts';

const SHOWN = 3;

/** One line that says why the lead is worth a call, e.g. `Asked for a demo · leads an operations team`. */
export function whyInOneLine(reasons: readonly string[]): string {
  const line = reasons.slice(0, SHOWN).join(' · ');
  return line.charAt(0).toUpperCase() + line.slice(1);
}

/** The factors that moved the score most, in either direction. */
export function strongestFactors(factors: readonly Factor[]): Factor[] {
  return [...factors].sort((one, other) => Math.abs(other.points) - Math.abs(one.points)).slice(0, SHOWN);
}
