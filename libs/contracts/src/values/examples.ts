import type { LeadState } from './lead-state.js';
import type { LeadSummary } from './lead-summary.js';
import type { Score } from './score.js';

/** One lead, told through all the examples, so that the reference reads as a story. */
export const exampleIds = {
  lead: '019a2b4e-7c10-7a31-9d52-3f1e5c8a9b01',
  source: '019a2b40-1f00-7c55-8a11-0d6f3b2c4e02',
  delivery: '019a2b4e-7b8e-7f02-b6c4-9a1d2e3f4a03',
  decision: '019a2b4e-7d22-7b64-8e0f-6c5b4a392804',
  assignment: '019a2b4e-7e91-7d20-9f3a-1b2c3d4e5f05',
  rep: '019a2b40-3a00-7e11-8c77-5d4c3b2a1906',
  team: '019a2b40-3900-7a90-bb21-7e6f5a4b3c07',
  touch: '019a2b4e-7c44-7c18-a2b3-4c5d6e7f8a08',
} as const;

const evidence = (field: string) => ({ deliveryId: exampleIds.delivery, field });

export const exampleLeadSummary: LeadSummary = {
  person: {
    email: 'Nora.Lindqvist@fjordworks.example',
    fullName: 'Nora Lindqvist',
    title: 'Head of Operations',
    phone: '+47 22 00 00 00',
    country: 'NO',
  },
  company: { name: 'Fjordworks', domain: 'fjordworks.example', industry: 'Logistics', employees: 240 },
  source: {
    sourceId: exampleIds.source,
    provider: 'typeform',
    channel: 'paid-search',
    campaign: 'spring-launch',
    medium: 'cpc',
  },
  passport: {
    whereFrom: {
      kind: 'paid-search',
      says: 'Paid search, campaign spring-launch',
      evidence: evidence('form_response.hidden.utm_source'),
    },
    content: [
      {
        kind: 'guide',
        says: 'Read “Cutting dock waiting times”',
        evidence: evidence('form_response.hidden.last_content'),
      },
    ],
    prompted: {
      kind: 'demo-request',
      says: 'Asked for a demo',
      at: '2026-03-02T09:29:58.000Z',
      evidence: evidence('form_response.definition.title'),
    },
    missing: [],
  },
  receivedAt: '2026-03-02T09:30:00.000Z',
};

export const exampleLeadState: LeadState = {
  leadId: exampleIds.lead,
  ...exampleLeadSummary,
  consent: { email: 'granted', phone: 'unknown' },
  attributes: { 'Preferred start': 'This quarter' },
};

export const exampleScore: Score = {
  score: 47,
  fit: 27,
  engagement: 20,
  factors: [
    { rule: 'demo-request', says: 'asked for a demo', points: 20, dimension: 'engagement' },
    { rule: 'senior-operations', says: 'leads an operations team', points: 15, dimension: 'fit' },
    { rule: 'mid-size', says: '100 to 999 people', points: 12, dimension: 'fit' },
  ],
  modelVersion: 1,
};

export const exampleRep = { id: exampleIds.rep, name: 'Maya Okafor' };
export const exampleTeam = { id: exampleIds.team, name: 'Nordics' };
