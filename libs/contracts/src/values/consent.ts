import { z } from 'zod';

export const consentState = z.enum(['granted', 'denied', 'unknown']);

/** Per channel; where two sources disagree, the strictest wins. */
export const consent = z.object({ email: consentState, phone: consentState });
export type Consent = z.output<typeof consent>;
