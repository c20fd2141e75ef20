import type { Rig } from '../rig/rig.js';
import type { SeededRandom } from '../seeded-random.js';

/** One way in which the surroundings fail. */
export interface Fault {
  /** For the count at the end. */
  readonly kind: string;
  /** Breaks something, and mends it again before it resolves. What it draws decides where and for how long. */
  readonly strike: (rig: Rig, random: SeededRandom) => Promise<void>;
  /** How long it takes at most, in seconds, for a plan that has to fit. */
  readonly seconds: number;
}
