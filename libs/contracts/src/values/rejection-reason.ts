import { z } from 'zod';

/** What a reason may teach. A duplicate or a wrong owner never lowers a score. */
export type Lesson =
  | 'fit'
  | 'engagement'
  | 'source-quality'
  | 'identity'
  | 'routing'
  | 'contactability'
  | 'marketing-sla'
  | 'taxonomy';

interface RejectionReasonMeaning {
  readonly says: string;
  readonly teaches: Lesson;
}

/** The one table of why sales says no, in words for people, and what each reason teaches. */
export const rejectionReasons = {
  NOT_ICP_INDUSTRY: { says: 'Wrong industry', teaches: 'fit' },
  NOT_ICP_SIZE: { says: 'Wrong company size', teaches: 'fit' },
  NOT_ICP_GEO: { says: 'Wrong country or region', teaches: 'fit' },
  NOT_DECISION_ROLE: { says: 'Does not decide', teaches: 'fit' },
  STUDENT_OR_JOBSEEKER: { says: 'Student or job seeker', teaches: 'fit' },
  VENDOR_OR_COMPETITOR: { says: 'Vendor or competitor', teaches: 'fit' },
  PARTNER: { says: 'Partner', teaches: 'fit' },
  NO_NEED: { says: 'No need', teaches: 'engagement' },
  NO_PROJECT: { says: 'No project', teaches: 'engagement' },
  NO_BUDGET: { says: 'No budget', teaches: 'engagement' },
  BAD_TIMING: { says: 'Not now', teaches: 'engagement' },
  NOT_READY_RESEARCHING: { says: 'Only reading up', teaches: 'engagement' },
  BAD_CONTACT_DATA: { says: 'Cannot be reached: bad contact data', teaches: 'source-quality' },
  SPAM_OR_BOT: { says: 'Spam or bot', teaches: 'source-quality' },
  DUPLICATE: { says: 'Duplicate', teaches: 'identity' },
  EXISTING_CUSTOMER: { says: 'Already a customer', teaches: 'identity' },
  ALREADY_IN_OPPORTUNITY: { says: 'Already in an open deal', teaches: 'identity' },
  WRONG_OWNER: { says: 'Not mine', teaches: 'routing' },
  WRONG_TERRITORY: { says: 'Wrong territory', teaches: 'routing' },
  OVER_CAPACITY: { says: 'I have too many', teaches: 'routing' },
  UNRESPONSIVE_AFTER_N: { says: 'Never answered', teaches: 'contactability' },
  MISSING_CONTEXT: { says: 'Came without its story', teaches: 'marketing-sla' },
  OTHER: { says: 'Something else', teaches: 'taxonomy' },
} as const satisfies Record<string, RejectionReasonMeaning>;

export type RejectionReasonCode = keyof typeof rejectionReasons;
export const rejectionReasonCodes = Object.keys(rejectionReasons) as [
  RejectionReasonCode,
  ...RejectionReasonCode[],
];

export const rejectionReasonCode = z.enum(rejectionReasonCodes);

/** `OTHER` must be explained in at least this many characters. */
export const OTHER_MIN_CHARACTERS = 20;

/** Why sales said no: at least one code, the main one first; `OTHER` needs words. */
export const rejection = z
  .object({
    reasons: z.array(rejectionReasonCode).min(1).describe('The main reason first.'),
    comment: z.string().max(2000).optional(),
  })
  .refine(
    ({ reasons, comment }) =>
      !reasons.includes('OTHER') || (comment ?? '').trim().length >= OTHER_MIN_CHARACTERS,
    { path: ['comment'], message: `OTHER needs a comment of at least ${OTHER_MIN_CHARACTERS} characters` },
  )
  .refine(({ reasons }) => new Set(reasons).size === reasons.length, {
    path: ['reasons'],
    message: 'a reason may be given once',
  });
export type Rejection = z.output<typeof rejection>;
