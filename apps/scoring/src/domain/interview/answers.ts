import { rejectionReasonCode } from '@baton/contracts';
import { z } from 'zod';
import { functionIds, readinessIds, seniorityIds, sizeIds } from './choices.js';

const chosen = <Id extends string>(ids: readonly [Id, ...Id[]]) => z.array(z.enum(ids)).max(50).default([]);
/** A database takes neither control characters nor half a character. */
const line = z
  .string()
  .trim()
  .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'one line of plain text');
const named = z.array(line.min(2).max(60)).max(30).default([]);

/** What a rep says of the leads that they want. What is left empty does not matter to them. */
export const answers = z
  .strictObject({
    seniority: chosen(seniorityIds),
    function: chosen(functionIds),
    industry: named.describe('As leads name it, e.g. `Logistics`.'),
    size: chosen(sizeIds),
    country: named.describe('A code of ISO 3166-1 alpha-2, e.g. `NO`, or a name as leads give it.'),
    ready: chosen(readinessIds).describe('What somebody must have done to be worth a call.'),
    rejects: z.array(rejectionReasonCode).max(50).default([]).describe('What makes the rep say no.'),
    note: line.max(280).optional().describe('One line in their own words.'),
  })
  .refine(
    ({ note, ...questions }) => Boolean(note) || Object.values(questions).some(({ length }) => length > 0),
    'answer at least one question',
  );
export type Answers = z.output<typeof answers>;

export const questionIds = ['seniority', 'function', 'industry', 'size', 'country', 'ready', 'rejects'] as const;
export type QuestionId = (typeof questionIds)[number];

/** One rep's answers. */
export interface Answered {
  readonly name: string;
  readonly answers: Answers;
}
