import { z } from 'zod';
import { defineEvent, type ServiceName } from '../define-event.js';
import { exampleIds } from '../values/examples.js';
import { instant, leadId } from '../values/ids.js';

/** A service's own word that it has forgotten a person: one topic each, for a topic has one owner. */
const confirmationOf = <const Topic extends string>(topic: Topic, owner: ServiceName) =>
  defineEvent({
    topic,
    owner,
    consumers: ['ingest'],
    says: `${owner} has deleted what it knew of this person.`,
    schema: z.object({ leadId, at: instant }),
    example: { leadId: exampleIds.lead, at: '2026-06-01T10:00:01.000Z' },
  });

export const scoringErased = confirmationOf('scoring.erased', 'scoring');
export const routingErased = confirmationOf('routing.erased', 'routing');
export const feedbackErased = confirmationOf('feedback.erased', 'feedback');
export const reportingErased = confirmationOf('reporting.erased', 'reporting');
