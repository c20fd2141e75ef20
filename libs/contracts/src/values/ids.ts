import { z } from 'zod';

export const leadId = z.uuid().describe('The lead. An inquiry keeps its id when it becomes a lead.');
export const decisionId = z.uuid().describe("Scoring's decision about the lead, which a verdict judges.");
export const assignmentId = z.uuid().describe('One hand-over of the lead to one rep.');
export const deliveryId = z.uuid().describe('The stored webhook delivery that this was learned from.');

/** An instant in UTC, ISO 8601, e.g. `2026-03-02T09:30:00.000Z`. */
export const instant = z.iso.datetime();
