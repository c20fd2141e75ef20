import type { PassportQuestion } from '@baton/contracts';
import type { Features } from './features.js';
import type { Touch } from './touch.js';

/** All that a decision stands on beside the points table. Kept with it, so that it can be made again to the byte. */
export interface Inputs {
  readonly leadId: string;
  readonly features: Features;
  /** Empty where the table gives no points for acts. */
  readonly touches: readonly Touch[];
  readonly missing: readonly PassportQuestion[];
  /** The instant of the decision, ISO 8601. */
  readonly at: string;
  readonly line: LineInForce;
}

/** Where the line lay when the decision was made. */
export interface LineInForce {
  /** A lead with at least as many points is sent. */
  readonly cut: number;
  /** The version of the policy that it follows. */
  readonly policy: number;
  /** The share of leads below the line that is sent by chance. */
  readonly sampleShare: number;
}
