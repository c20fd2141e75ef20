import { z } from 'zod';
import { deliveryId, instant } from './ids.js';

/** The four questions that sales asks of every lead, in the order in which they are shown. */
export const passportQuestions = ['who', 'whereFrom', 'content', 'prompted'] as const;
export type PassportQuestion = (typeof passportQuestions)[number];

export const passportAnswer = z.object({
  kind: z.string().describe('A short code, e.g. `demo-request`, `article`, `paid-search`.'),
  says: z.string().describe('The answer in words, as a rep reads it.'),
  at: instant.optional().describe('When it happened, where the platform says so.'),
  evidence: z.object({
    deliveryId,
    field: z.string().describe('Where in the delivery the answer stood, e.g. `form_response.hidden.utm_source`.'),
  }),
});
export type PassportAnswer = z.output<typeof passportAnswer>;

export const passport = z.object({
  whereFrom: passportAnswer.nullable().describe('Where the person came from.'),
  content: z.array(passportAnswer).describe('What they read, watched or attended before, newest last.'),
  prompted: passportAnswer.nullable().describe('What made them act.'),
  missing: z.array(z.enum(passportQuestions)).describe('The questions still without an answer.'),
});
export type Passport = z.output<typeof passport>;
