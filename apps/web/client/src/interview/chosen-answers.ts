import type { Answers, QuestionId } from '../api/interview.js';

export const noAnswers: Answers = {
  seniority: [],
  function: [],
  industry: [],
  size: [],
  country: [],
  ready: [],
  rejects: [],
};

const questions = Object.keys(noAnswers) as QuestionId[];

const isSame = (one: string, other: string) => one.trim().toLowerCase() === other.trim().toLowerCase();

/** Ticked or named if it was not, taken back if it was; however it is written. */
export function toggled(answers: Answers, question: QuestionId, value: string): Answers {
  const before = answers[question];
  const without = before.filter((each) => !isSame(each, value));
  return { ...answers, [question]: without.length < before.length ? without : [...before, value.trim()] };
}

export const isChosen = (answers: Answers, question: QuestionId, value: string): boolean =>
  answers[question].some((each) => isSame(each, value));

/** How many questions have an answer; the line in one’s own words is none of them. */
export function answeredCount(answers: Answers): number {
  return questions.filter((question) => answers[question].length > 0).length;
}
