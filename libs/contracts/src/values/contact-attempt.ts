import { z } from 'zod';

export const contactChannel = z.enum(['phone', 'email', 'social', 'meeting', 'other']);
export const contactOutcome = z.enum(['reached', 'no-answer', 'left-message', 'bounced', 'replied']);

export const contactAttempt = z.object({ channel: contactChannel, outcome: contactOutcome });
export type ContactAttempt = z.output<typeof contactAttempt>;
