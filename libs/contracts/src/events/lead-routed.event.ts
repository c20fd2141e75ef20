import { z } from 'zod';
import { defineEvent } from '../define-event.js';
import {
  exampleIds,
  exampleLeadSummary,
  exampleRep,
  exampleScore,
  exampleTeam,
} from '../values/examples.js';
import { assignmentId, decisionId, instant, leadId } from '../values/ids.js';
import { leadSummary } from '../values/lead-summary.js';
import { rep, team } from '../values/rep.js';
import { score } from '../values/score.js';

export const leadRouted = defineEvent({
  topic: 'lead.routed',
  owner: 'routing',
  consumers: ['feedback', 'reporting'],
  says: 'The lead has an owner: who, by which rule, and by when they respond and decide.',
  schema: leadSummary.extend({
    leadId,
    assignmentId,
    attempt: z.number().int().positive().describe('1 for the first owner, 2 after a re-routing.'),
    decisionId,
    rep,
    team,
    rule: z.object({
      id: z.string(),
      says: z.string().describe('Why this owner, in words.'),
    }),
    routedAt: instant,
    respondBy: instant.describe('End of the business time to make a first attempt.'),
    decideBy: instant.describe('End of the business time to accept or reject.'),
    timeZone: z.string().describe("The IANA zone of the team's calendar."),
    score,
    reasons: z.array(z.string()).min(1),
  }),
  example: {
    ...exampleLeadSummary,
    leadId: exampleIds.lead,
    assignmentId: exampleIds.assignment,
    attempt: 1,
    decisionId: exampleIds.decision,
    rep: exampleRep,
    team: exampleTeam,
    rule: { id: 'nordic-countries', says: 'Country is NO: Nordics; Maya has the most room' },
    routedAt: '2026-03-02T09:30:00.120Z',
    respondBy: '2026-03-02T10:30:00.120Z',
    decideBy: '2026-03-03T09:30:00.120Z',
    timeZone: 'Europe/Oslo',
    score: exampleScore,
    reasons: ['asked for a demo', 'leads an operations team', '47 points, the line is 40'],
  },
});
