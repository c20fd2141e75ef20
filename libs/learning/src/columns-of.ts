import type { Facts } from '@baton/contracts';
import { isBlank } from './levels.js';
import type { Column, Dimension } from './seen.js';

/** Says who somebody is, not what they are like: nothing to learn from, and unfair where it seems so. */
const NAMES_SOMEBODY =
  /^(person\.(email|fullName|givenName|familyName|phone|phoneE164|title|city|emailDomain)|company\.(name|domain)|source\.(sourceId|campaignId)|account\..*Id)$/;
/** Acts come apart from the lead: whether one is known yet when a lead is decided about is a matter of milliseconds. */
const COMES_APART = /^touches\./;
const TELLS_WHAT_THEY_DID =
  /^(source|passport|touches)\.|\b(activit\w*|visit\w*|page|pages|view\w*|click\w*|open\w*|time|session\w*|download\w*|source|origin|channel|campaign|medium|referr\w*|utm\w*|last|prompt\w*|request\w*|form|landing)\b/i;

/** Above this share of distinct values words are names or free text. */
const MOST_DISTINCT = 0.5;

/**
 * What of the facts is worth learning from: neither who somebody is, nor free text, nor what is the same for all.
 * Facts about the person and the firm count as fit, facts about what they did as engagement.
 */
export function columnsOf(rows: readonly { readonly facts: Facts }[]): Column[] {
  const fields = new Set(rows.flatMap(({ facts }) => Object.keys(facts)));
  return columnsAmong([...fields], (field) => rows.map(({ facts }) => facts[field]));
}

/** As {@link columnsOf}. @param factsOf a field's fact of every lead */
export function columnsAmong(fields: readonly string[], factsOf: (field: string) => readonly Facts[string][]): Column[] {
  return fields
    .filter((field) => !NAMES_SOMEBODY.test(field) && !COMES_APART.test(field) && worthLearningFrom(factsOf(field)))
    .sort()
    .map((field) => ({ field, dimension: dimensionOf(field) }));
}

export function dimensionOf(field: string): Dimension {
  return TELLS_WHAT_THEY_DID.test(field.replaceAll('_', ' ').replace(/(?<=[a-z])(?=[A-Z][a-z])/g, ' ')) ? 'engagement' : 'fit';
}

function worthLearningFrom(facts: readonly Facts[string][]): boolean {
  const filled = facts.filter((fact) => !isBlank(fact));
  const distinct = new Set(filled.map((fact) => String(fact).trim().toLowerCase()));
  const constant = distinct.size === 0 || (distinct.size === 1 && filled.length === facts.length);
  if (constant) return false;
  const numeric = filled.every((fact) => typeof fact !== 'boolean' && !Number.isNaN(Number(fact)));
  if (!numeric) return distinct.size <= MOST_DISTINCT * filled.length || distinct.size <= 2;
  // Whole numbers that never repeat are numbers of records.
  return filled.length < 20 || distinct.size < filled.length || !filled.every((fact) => Number.isInteger(Number(fact)));
}
