import {
  type AnyEventContract,
  inquiryReceived,
  leadAccepted,
  leadContacted,
  leadCreated,
  leadHeld,
  leadQualified,
  leadRejected,
  leadRouted,
  leadScored,
  leadUpdated,
  opportunityWon,
  slaBreached,
  touchRecorded,
} from '@baton/contracts';
import { v7 as newId } from 'uuid';
import type { EventToSend } from './sent-event.fixture.js';

export interface Course {
  readonly leadId: string;
  readonly events: EventToSend[];
}

interface Options {
  readonly campaign: string;
  readonly receivedAt?: string;
  readonly rep?: { id: string; name: string };
}

/** How far a lead gets. */
export type Ending =
  'inquiry' | 'undecided' | 'held' | 'qualified' | 'routed' | 'accepted' | 'rejected' | 'won' | 'rerouted';

/** All events of a lead that ends like this, in the order in which they happened, a minute apart. */
export function course(
  ending: Ending,
  { campaign, receivedAt = '2026-03-02T09:30:00.000Z', rep = { id: newId(), name: 'Maya Okafor' } }: Options,
): Course {
  const leadId = newId();
  const events: EventToSend[] = [];
  let minute = 0;
  const add = <C extends AnyEventContract>(contract: C, sequence: number, change: object = {}) => {
    const time = new Date(new Date(receivedAt).getTime() + minute++ * 60_000);
    const data = { ...(contract.example as object), leadId, ...change };
    events.push({ contract, id: newId(), subject: leadId, sequence, time, data });
    return time.toISOString();
  };
  const source = { ...leadCreated.example.source, campaign };
  const lead = { source, receivedAt, rep };
  const early = ['inquiry', 'rejected', 'held'].includes(ending);

  if (early) add(inquiryReceived, 1, lead);
  add(touchRecorded, 1, { campaign });
  if (ending === 'inquiry') return { leadId, events };
  add(leadCreated, 2, { ...lead, fromInquiry: early });
  if (ending === 'undecided') return { leadId, events };
  add(leadScored, 1, { score: 31 });
  add(leadHeld, 2);
  if (ending === 'held') return { leadId, events };
  add(leadUpdated, 3, { ...lead, person: { email: `${leadId}@x.example`, fullName: 'Nora Lind' } });
  add(leadScored, 3, { score: 47 });
  add(leadQualified, 4, lead);
  if (ending === 'qualified') return { leadId, events };
  add(leadRouted, 1, lead);
  if (ending === 'routed') return { leadId, events };
  add(slaBreached, 2, { rep });
  add(leadContacted, 1, { rep, at: '2026-03-02T12:00:00.000Z' });
  const rejection = { rep, reasons: ['NO_PROJECT', 'NOT_DECISION_ROLE'] };
  if (ending === 'rejected' || ending === 'rerouted') add(leadRejected, 2, rejection);
  if (ending === 'rerouted')
    add(leadRouted, 3, { ...lead, attempt: 2, rep: { id: newId(), name: 'Jon Berg' } });
  if (ending === 'accepted' || ending === 'won') add(leadAccepted, 2, { rep });
  if (ending === 'won') add(opportunityWon, 3, { rep });
  return { leadId, events };
}

export const endings: Ending[] = [
  'inquiry',
  'undecided',
  'held',
  'qualified',
  'routed',
  'accepted',
  'rejected',
  'won',
  'rerouted',
];
