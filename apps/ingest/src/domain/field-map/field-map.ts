import type { Company, Person } from '@baton/contracts';
import type { SourceFields } from '../providers/provider.js';

/**
 * Where something stands in a body: keys joined by dots, `data.Lead Source`, `items.0.name`; a dot that belongs to
 * a key is written `\.`. Of several paths, the first that says something counts.
 */
export type PathRule = string | readonly string[];

/** How an answer of the passport is read. A bare path takes the value as it stands. */
export interface AnswerRule {
  readonly path: PathRule;
  /** The short code of the answer. Without it: made from the value, `Landing Page` → `landing-page`. */
  readonly kind?: string | undefined;
  /** The answer in words, `{value}` being what stood in the body. Without it: the value. */
  readonly says?: string | undefined;
  /** Only these values are an answer. */
  readonly when?: readonly string[] | undefined;
  /** These values are none, e.g. `["No", "0"]`. */
  readonly unless?: readonly string[] | undefined;
}

export interface ConsentRule {
  readonly path: PathRule;
  readonly grantedBy?: readonly string[] | undefined;
  readonly deniedBy?: readonly string[] | undefined;
}

/** A deal's standing is by the words that its CRM uses for won and lost; whatever is neither is open. */
export interface DealRules {
  readonly id: PathRule;
  readonly name?: PathRule | undefined;
  readonly standing?: PathRule | undefined;
  readonly wonBy?: readonly string[] | undefined;
  readonly lostBy?: readonly string[] | undefined;
  readonly stage?: PathRule | undefined;
  readonly amount?: PathRule | undefined;
  readonly currency?: PathRule | undefined;
  readonly closedAt?: PathRule | undefined;
  readonly lostBecause?: PathRule | undefined;
}

/**
 * How to read a body whose keys the sender chose: target → place. Scalars that no rule moves to the person, company
 * or source are kept as attributes under their own names.
 */
export interface FieldMap {
  /**
   * The object whose keys the attributes are named after, e.g. `data`, which it is for Standard Webhooks anyway.
   * Without it: the whole body.
   */
  readonly root?: string | undefined;
  readonly person?: { readonly [Field in keyof Person]?: PathRule | undefined } | undefined;
  readonly company?: { readonly [Field in keyof Company]?: PathRule | undefined } | undefined;
  readonly source?: { readonly [Field in keyof SourceFields]?: PathRule | undefined } | undefined;
  readonly consent?:
    { readonly email?: ConsentRule | undefined; readonly phone?: ConsentRule | undefined } | undefined;
  readonly passport?:
    | {
        readonly whereFrom?: PathRule | AnswerRule | undefined;
        readonly content?: PathRule | AnswerRule | ReadonlyArray<string | AnswerRule> | undefined;
        readonly prompted?: PathRule | AnswerRule | undefined;
      }
    | undefined;
  readonly occurredAt?: PathRule | undefined;
  /**
   * The zone of times that name none, e.g. `Europe/Berlin`; null where it is not known, and such times are not
   * either. Without it: UTC, or what the platform is known to mean.
   */
  readonly timeZone?: string | null | undefined;
  /**
   * How dates are written that could be two, e.g. `dd/MM/yyyy`, in Luxon's tokens. Without it, `03/04/2026` is refused:
   * whoever guesses is wrong half of the time.
   */
  readonly dateFormat?: string | undefined;
  /** Attributes that are dates: they are kept as ISO 8601, or refused like any other date. */
  readonly dates?: readonly string[] | undefined;
  /** Attributes that are sums of money: they are kept as `EUR 1234.50`. */
  readonly amounts?: readonly string[] | undefined;
  /** Of sums that name none, ISO 4217. */
  readonly currency?: string | undefined;
  /** The sign before the fraction of a sum, where a sum such as `1.234` could be two. */
  readonly decimal?: '.' | ',' | undefined;
  /** Where phone numbers without a prefix are dialled from, unless the person's country is known. ISO 3166-1 alpha-2. */
  readonly phoneCountry?: string | undefined;
  /** Where a body with a deal's id tells of that deal, and of nobody new. */
  readonly deal?: DealRules | undefined;
  /** The sender's own id of the person (not of the delivery): two leads with the same one are one person. */
  readonly externalId?: PathRule | undefined;
  /** Words that the form uses for “not answered”, e.g. `["Select", "N/A"]`. */
  readonly treatAsBlank?: readonly string[] | undefined;
  readonly attributes?: 'rest' | 'none' | undefined;
}
