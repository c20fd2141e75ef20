import type { Condition, RejectionReasonCode } from '@baton/contracts';
import type { Answers } from './answers.js';
import { handRaises, seniorities, sizes } from './choices.js';
import { elsewhereWhen, otherIndustryWhen, placeOf } from './named-values.js';

interface Rejected {
  readonly says: string;
  readonly when: Condition;
}

/**
 * The leads that a reason for saying no is about, as far as a lead tells before anybody calls. A “wrong” industry, size,
 * country or role is one that no rep named.
 * @returns `null` where only a call would tell, or where nobody said what the right ones are
 */
export function leadsRejectedFor(reason: RejectionReasonCode, all: readonly Answers[]): Rejected | null {
  const named = <Question extends 'seniority' | 'size' | 'industry' | 'country' | 'ready'>(question: Question) => [
    ...new Set(all.flatMap((answers): string[] => answers[question])),
  ];
  switch (reason) {
    case 'NOT_ICP_INDUSTRY': {
      const industries = [...new Set(named('industry').map((industry) => industry.trim().toLowerCase()))].sort();
      return about('works in an industry that nobody named', industries.length > 0 && otherIndustryWhen(industries));
    }
    case 'NOT_ICP_GEO': {
      const places = [...new Set(named('country').map(placeOf))].sort();
      return about('is in a country that nobody named', places.length > 0 && elsewhereWhen(places));
    }
    case 'NOT_ICP_SIZE': {
      const others = sizes.filter(({ id }) => !named('size').includes(id));
      const areSome = others.length > 0 && others.length < sizes.length;
      return about('works at a firm of another size', areSome && { any: others.map(({ when }) => when) });
    }
    case 'NOT_DECISION_ROLE': {
      const wanted = named('seniority');
      const others = seniorities.filter(({ id }) => !wanted.includes(id));
      const areSome = wanted.length > 0 && others.length > 0;
      return about('has a title that nobody named', areSome && { any: others.map(({ when }) => when) });
    }
    case 'STUDENT_OR_JOBSEEKER':
      return { says: 'is a student or looks for a job', when: studentWhen };
    case 'NOT_READY_RESEARCHING':
      return { says: 'did not ask for anything', when: onlyReadsUp(named('ready')) };
    default:
      return null;
  }
}

const about = (says: string, when: Condition | false): Rejected | null => (when ? { says, when } : null);

const studentWhen: Condition = {
  any: [
    { field: 'person.seniority', op: 'is', value: 'student' },
    ...['student', 'job seeker', 'unemployed'].map((value) => ({
      field: 'person.title',
      op: 'contains' as const,
      value,
    })),
  ],
};

/** Those that something prompted, and nothing of what counts as asking. */
function onlyReadsUp(ready: readonly string[]): Condition {
  const asking = handRaises.map(({ id }) => id as string);
  const counted = ready.filter((id) => asking.includes(id)).sort();
  return {
    all: [
      { field: 'passport.prompted.kind', op: 'present' },
      { field: 'passport.prompted.kind', op: 'notIn', value: counted.length > 0 ? counted : asking },
    ],
  };
}
