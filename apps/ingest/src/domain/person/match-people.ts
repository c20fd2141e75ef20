import type { Lead } from '../lead.js';
import { countryCodeOf } from '../values/country.js';
import { employerDomainOf, employerNameOf } from './employer.js';
import { jaroWinkler } from './jaro-winkler.js';
import { comparedName, foldName } from './person-name.js';

/** What is compared of two people. */
export const comparedFields = ['familyName', 'givenName', 'phone', 'employer', 'place'] as const;
export type ComparedField = (typeof comparedFields)[number];

/** How far one field speaks for the two being one person. It holds nothing of what the field says. */
export interface Evidence {
  readonly field: ComparedField;
  readonly agreement: 'same' | 'alike' | 'different';
  /** How much, as a power of two: 3 makes it eight times as likely, −3 eight times less. */
  readonly weight: number;
}

export interface Comparison {
  readonly verdict: 'match' | 'review' | 'different';
  /** The sum of all weights, in bits: 0 is as likely as not, 10 a thousand to one. */
  readonly score: number;
  readonly evidence: readonly Evidence[];
}

/**
 * How often two records of one person (`ofOne`), and how often two records of any two people (`ofAny`), agree like
 * this. The weight is the logarithm of their ratio: Fellegi and Sunter 1969, “A Theory for Record Linkage”. These are
 * estimates from reasoning, for nobody has labelled pairs on the first day; being wrong by a factor of two moves a
 * score by one bit.
 */
interface Level {
  readonly ofOne: number;
  readonly ofAny: number;
}
type Levels = Readonly<Partial<Record<Evidence['agreement'], Level>>>;

const LEVELS: Readonly<Record<ComparedField, Levels>> = {
  // The most common family name of a Western country is about 1 % of it, the typical one of a lead far less. People
  // change it when they marry, and mistype it more often than that.
  familyName: {
    same: { ofOne: 0.9, ofAny: 0.001 },
    alike: { ofOne: 0.06, ofAny: 0.002 },
    different: { ofOne: 0.04, ofAny: 0.997 },
  },
  // There are fewer given names, and people go by short forms of them.
  givenName: {
    same: { ofOne: 0.8, ofAny: 0.006 },
    alike: { ofOne: 0.12, ofAny: 0.01 },
    different: { ofOne: 0.08, ofAny: 0.984 },
  },
  // Nearly nobody shares a number but colleagues at one switchboard and families. Many people have two.
  phone: { same: { ofOne: 0.8, ofAny: 0.0002 }, different: { ofOne: 0.2, ofAny: 0.9998 } },
  // Of a thousand leads one comes from the same firm. People change jobs, and write from home.
  employer: { same: { ofOne: 0.85, ofAny: 0.001 }, different: { ofOne: 0.15, ofAny: 0.999 } },
  // Leads of one market live in a few countries and a few dozen cities. Forms ask for the firm’s as often as for one’s own.
  place: { same: { ofOne: 0.8, ofAny: 0.05 }, different: { ofOne: 0.2, ofAny: 0.95 } },
};

/** Of two leads picked at random out of a hundred thousand, one pair in a hundred thousand is one person: log₂ of that. */
const PRIOR = -17;
/** Eight to one: a person should look. Colleagues at one switchboard and couples at one phone stay below it. */
const REVIEW_FROM = 3;
/** A phone number and a whole name reach it with one more field speaking against them, and not with two. */
const MATCH_FROM = 8;

/** As in Splink’s comparison of names: https://moj-analytical-services.github.io/splink/api_docs/comparison_library.html */
const ALIKE_FROM = 0.92;

/**
 * Whether two people of whom nothing certain is known in common, neither a mailbox nor a platform’s id, are one. They
 * match only where phone number and whole name agree to the letter: see docs/decisions/0021. The same both ways round.
 */
export function matchPeople(
  one: Pick<Lead, 'person' | 'company'>,
  other: Pick<Lead, 'person' | 'company'>,
): Comparison {
  const [a, b] = [comparedOf(one), comparedOf(other)];
  const evidence = [
    ...weigh('familyName', agreementOf(a.family, b.family, areNamesAlike)),
    ...weigh('givenName', agreementOf(a.given, b.given, areGivenNamesAlike)),
    ...weigh('phone', agreementOf(a.phone, b.phone)),
    // The domain and the name of a firm say the same thing: counted twice, they would say too much.
    ...weigh(
      'employer',
      agreementOf(a.employerDomain, b.employerDomain) ?? agreementOf(a.employerName, b.employerName),
    ),
    ...weigh('place', agreementOf(a.city, b.city) ?? agreementOf(a.country, b.country)),
  ];
  const score = Math.round((PRIOR + evidence.reduce((sum, { weight }) => sum + weight, 0)) * 10) / 10;
  const areCertain = (['familyName', 'givenName', 'phone'] as const).every((field) =>
    evidence.some((each) => each.field === field && each.agreement === 'same'),
  );
  if (areCertain && score >= MATCH_FROM) return { verdict: 'match', score, evidence };
  return { verdict: score >= REVIEW_FROM ? 'review' : 'different', score, evidence };
}

function comparedOf(lead: Pick<Lead, 'person' | 'company'>) {
  const { phoneE164, city, country } = lead.person;
  return {
    ...comparedName(lead.person),
    phone: phoneE164,
    employerDomain: employerDomainOf(lead),
    employerName: employerNameOf(lead),
    city: foldName(city ?? '') || undefined,
    country: countryCodeOf(country),
  };
}

/** Undefined where one of the two is not known: that speaks neither way. */
function agreementOf(
  one: string | undefined,
  other: string | undefined,
  areAlike: (one: string, other: string) => boolean = () => false,
): Evidence['agreement'] | undefined {
  if (one === undefined || other === undefined) return undefined;
  return one === other ? 'same' : areAlike(one, other) ? 'alike' : 'different';
}

function areNamesAlike(one: string, other: string): boolean {
  return jaroWinkler(one, other) >= ALIKE_FROM;
}

/** `M` and `Max` are short for `Maximilian`, and `Ada Augusta` goes by `Ada`. */
function areGivenNamesAlike(one: string, other: string): boolean {
  return one.startsWith(other) || other.startsWith(one) || areNamesAlike(one, other);
}

function weigh(field: ComparedField, agreement: Evidence['agreement'] | undefined): Evidence[] {
  const level = agreement && LEVELS[field][agreement];
  if (!level) return [];
  return [{ field, agreement, weight: Math.round(Math.log2(level.ofOne / level.ofAny) * 10) / 10 }];
}
