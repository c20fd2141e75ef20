import { rejectionReasonCodes, rejectionReasons } from '@baton/contracts';
import type { QuestionId } from './answers.js';
import { functions, readiness, seniorities, sizes } from './choices.js';

export interface Question {
  readonly id: QuestionId;
  readonly asks: string;
  readonly choices: readonly { readonly id: string; readonly label: string }[];
  /** Whether one may name others. */
  readonly isOpen: boolean;
}

/** Values that the firm's own leads have, the most frequent first. */
export interface SeenValues {
  readonly industries: readonly string[];
  /** Codes of ISO 3166-1 alpha-2. */
  readonly countries: readonly string[];
}

/** What a pilot rep is asked, in under two minutes. */
export function questionsFor({ industries, countries }: SeenValues): Question[] {
  const regions = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'code' });
  return [
    { id: 'ready', asks: 'What should somebody have done before you call?', choices: readiness, isOpen: false },
    { id: 'seniority', asks: 'Whom do you want to talk to?', choices: seniorities, isOpen: false },
    { id: 'function', asks: 'What should they work in?', choices: functions, isOpen: false },
    { id: 'size', asks: 'How many people should the firm have?', choices: sizes, isOpen: false },
    {
      id: 'industry',
      asks: 'Which industries?',
      choices: industries.map((industry) => ({ id: industry, label: industry })),
      isOpen: true,
    },
    {
      id: 'country',
      asks: 'Which countries?',
      choices: countries.map((code) => ({ id: code, label: regions.of(code) ?? code })),
      isOpen: true,
    },
    {
      id: 'rejects',
      asks: 'What makes you say no?',
      choices: rejectionReasonCodes
        .filter((code) => ['fit', 'engagement'].includes(rejectionReasons[code].teaches))
        .map((code) => ({ id: code, label: rejectionReasons[code].says })),
      isOpen: false,
    },
  ].map(({ choices, ...question }) => ({
    ...(question as Omit<Question, 'choices'>),
    choices: choices.map(({ id, label }) => ({ id, label })),
  }));
}
