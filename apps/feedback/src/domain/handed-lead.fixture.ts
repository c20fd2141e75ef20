import type { HandedLead } from './handed-lead.js';

export const MAYA = { id: '019a2b40-3a00-7e11-8c77-5d4c3b2a1906', name: 'Maya Okafor' };
export const NOON = new Date('2026-03-02T12:00:00.000Z');

/** A lead that Maya has just got. */
export function handedLead(change: Partial<HandedLead> = {}): HandedLead {
  return {
    leadId: '019a2b4e-7c10-7a31-9d52-3f1e5c8a9b01',
    assignmentId: '019a2b4e-7e91-7d20-9f3a-1b2c3d4e5f05',
    attempt: 1,
    decisionId: '019a2b4e-7d22-7b64-8e0f-6c5b4a392804',
    rep: MAYA,
    respondBy: new Date('2026-03-02T13:00:00.000Z'),
    decideBy: new Date('2026-03-03T12:00:00.000Z'),
    state: 'open',
    stateAt: new Date('2026-03-02T11:59:00.000Z'),
    rejection: null,
    attempts: 0,
    won: null,
    sequence: 0,
    ...change,
  };
}
