import type { Article } from './data/articles.js';
import type { Campaign } from './data/campaigns.js';
import type { Firm } from './data/firms.js';
import type { Form } from './data/forms.js';

/** What a salesperson would say of them at a glance. */
export type LeadKind = 'decider' | 'practitioner' | 'small-firm' | 'student' | 'address-only';

export interface GeneratedPerson {
  /** Under `.example`: nothing is ever sent there. */
  readonly email: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly title: string;
  /** In a range that belongs to nobody; not everybody gives one. */
  readonly phone: string | null;
  readonly country: string;
  readonly city: string;
}

export interface Visit {
  /** How long before the traffic is played, in minutes. */
  readonly minutesBefore: number;
  /** What they read before they wrote, as far as it is known. */
  readonly article: Article | null;
  readonly form: Form;
  /** False where the form was left with an e-mail address and nothing else. */
  readonly saysWho: boolean;
}

export interface GeneratedLead {
  /** The same for the same seed and position, e.g. `person-0007`. */
  readonly key: string;
  readonly kind: LeadKind;
  readonly person: GeneratedPerson;
  /** Students have none. */
  readonly firm: Firm | null;
  /** Null for those who came without a tag on their link. */
  readonly campaign: Campaign | null;
  /** Oldest first; at least one. */
  readonly visits: readonly Visit[];
}
