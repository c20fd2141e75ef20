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
  /** The sender's own id of the person (not of the delivery): two leads with the same one are one person. */
  readonly externalId?: PathRule | undefined;
  /** Words that the form uses for “not answered”, e.g. `["Select", "N/A"]`. */
  readonly treatAsBlank?: readonly string[] | undefined;
  readonly attributes?: 'rest' | 'none' | undefined;
}
