import { type Condition, rejectionReasons } from '@baton/contracts';
import type { Dimension } from '@baton/learning';
import { type Answered, type Answers, type QuestionId, questionIds } from './answers.js';
import { type Choice, functions, readiness, seniorities, sizes } from './choices.js';
import { leadsRejectedFor } from './leads-rejected-for.js';
import { countryWhen, industryWhen, placeOf } from './named-values.js';

/** One thing that sales said, with everybody who said it. */
export interface Statement {
  /** Also that of the rule which is made of it. */
  readonly id: string;
  readonly question: QuestionId;
  readonly says: string;
  readonly dimension: Dimension;
  /** Whether sales wants such leads, or rejects them. */
  readonly wanted: boolean;
  /** Whom it is about; `null` where nothing in a lead tells. */
  readonly when: Condition | null;
  /** In the order of the alphabet. */
  readonly saidBy: readonly string[];
  /** Those who answered the question and did not say this. */
  readonly unsaidBy: readonly string[];
}

type Said = Pick<Statement, 'says' | 'when'>;

/** All that was said, question by question; within one, what most said first. The order of the reps does not matter. */
export function statementsOf(answered: readonly Answered[]): Statement[] {
  return questionIds.flatMap((question) => {
    const answering = answered
      .map(({ name, answers }) => ({ name, values: valuesOf(answers, question) }))
      .filter(({ values }) => values.size > 0);
    const namesOf = (some: typeof answering) => some.map(({ name }) => name).sort();
    const values = [...new Set(answering.flatMap(({ values }) => [...values]))].sort();
    const ids = idsFor(question, values);
    return values
      .map((value): Statement => ({
        id: ids.get(value)!,
        question,
        ...saidOf(question, value, answered),
        dimension: dimensionOf(question, value),
        wanted: question !== 'rejects',
        saidBy: namesOf(answering.filter(({ values }) => values.has(value))),
        unsaidBy: namesOf(answering.filter(({ values }) => !values.has(value))),
      }))
      .sort((one, other) => other.saidBy.length - one.saidBy.length || (one.id < other.id ? -1 : 1));
  });
}

function valuesOf(answers: Answers, question: QuestionId): Set<string> {
  const given: readonly string[] = answers[question];
  return new Set(given.map((value) => keyOf(question, value)));
}

/** What people type is one thing however they write it; what they tick is an id. */
function keyOf(question: QuestionId, value: string): string {
  if (question === 'country') return placeOf(value);
  return question === 'industry' ? value.trim().toLowerCase() : value;
}

const choices: Partial<Record<QuestionId, readonly Choice[]>> = {
  seniority: seniorities,
  function: functions,
  size: sizes,
  ready: readiness,
};

function saidOf(question: QuestionId, value: string, answered: readonly Answered[]): Said {
  if (question === 'industry') {
    const written = firstWritten(answered, value);
    return { says: `works in the industry ${written}`, when: industryWhen([value]) };
  }
  if (question === 'country') return { says: `is in ${placeName(value)}`, when: countryWhen([value]) };
  if (question === 'rejects') {
    const code = value as Answers['rejects'][number];
    const all = answered.map(({ answers }) => answers);
    return leadsRejectedFor(code, all) ?? { says: rejectionReasons[code].says, when: null };
  }
  const { says, when } = choices[question]!.find(({ id }) => id === value)!;
  return { says, when };
}

/** Of several ways to write it the first by the alphabet, so that the order of the reps does not matter. */
function firstWritten(answered: readonly Answered[], key: string): string {
  return answered
    .flatMap(({ answers }) => answers.industry)
    .filter((value) => keyOf('industry', value) === key)
    .sort()[0]!;
}

const regions = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'code' });
const placeName = (place: string) => (/^[A-Z]{2}$/.test(place) ? regions.of(place)! : place);

function dimensionOf(question: QuestionId, value: string): Dimension {
  if (question === 'rejects') {
    const { teaches } = rejectionReasons[value as Answers['rejects'][number]];
    return teaches === 'engagement' ? 'engagement' : 'fit';
  }
  return question === 'ready' ? 'engagement' : 'fit';
}

/** Ids that the points table takes, told apart where two are spelled alike. */
function idsFor(question: QuestionId, values: readonly string[]): Map<string, string> {
  const taken = new Set<string>();
  return new Map(
    values.map((value) => {
      const plain = `${question} ${value}`.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
      const stem = plain
        .match(/[a-z0-9]+/g)!
        .join('-')
        .slice(0, 50)
        .replace(/-$/, '');
      let id = stem;
      for (let number = 2; taken.has(id); number += 1) id = `${stem}-${number}`;
      taken.add(id);
      return [value, id];
    }),
  );
}
