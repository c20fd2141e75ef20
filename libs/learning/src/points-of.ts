import { type Facts, holds } from '@baton/contracts';
import type { LearnedRule } from './learn-table.js';

/** The sum of the rules that hold. */
export function pointsOf(rules: readonly Pick<LearnedRule, 'when' | 'points'>[], facts: Facts): number {
  return rules.reduce((sum, { when, points }) => (holds(when, facts) ? sum + points : sum), 0);
}
