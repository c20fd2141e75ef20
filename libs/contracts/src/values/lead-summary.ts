import type { z } from 'zod';
import { leadState } from './lead-state.js';

/** The part of a lead that travels with it to sales: who, where from, the passport. */
export const leadSummary = leadState.omit({ consent: true, attributes: true, leadId: true });
export type LeadSummary = z.output<typeof leadSummary>;
