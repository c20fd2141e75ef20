import { defineEvent } from '../define-event.js';
import { money } from '../values/money.js';
import { exampleVerdictContext, verdictContext } from '../values/verdict-context.js';

export const opportunityWon = defineEvent({
  topic: 'opportunity.won',
  owner: 'feedback',
  consumers: ['scoring', 'reporting'],
  says: 'The lead became a customer, for this amount.',
  schema: verdictContext.extend({ amount: money }),
  example: { ...exampleVerdictContext, amount: { amountMinor: 2_400_000, currency: 'EUR' } },
});
