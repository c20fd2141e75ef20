import {
  type ContactAttempt,
  type DataOf,
  leadAccepted,
  leadContacted,
  leadRejected,
  type Money,
  opportunityWon,
  type Rejection,
  rejectionReasons,
} from '@baton/contracts';
import type { HandedLead } from './handed-lead.js';

/** What a rep can do with a lead. */
export type Act =
  | { readonly kind: 'accept' }
  | { readonly kind: 'reject'; readonly rejection: Rejection }
  | { readonly kind: 'contact'; readonly contact: ContactAttempt }
  | { readonly kind: 'win'; readonly amount: Money };

/** The event that an act leads to. */
export type Fact =
  | { readonly contract: typeof leadAccepted; readonly data: DataOf<typeof leadAccepted> }
  | { readonly contract: typeof leadRejected; readonly data: DataOf<typeof leadRejected> }
  | { readonly contract: typeof leadContacted; readonly data: DataOf<typeof leadContacted> }
  | { readonly contract: typeof opportunityWon; readonly data: DataOf<typeof opportunityWon> };

export type Outcome =
  | { readonly kind: 'done'; readonly lead: HandedLead; readonly fact: Fact }
  /** The same was said before: the same answer, and nothing new to tell. */
  | { readonly kind: 'unchanged'; readonly lead: HandedLead }
  /** Something else stands; `says` names it. */
  | { readonly kind: 'conflict'; readonly says: string }
  | { readonly kind: 'not-yours'; readonly says: string };

/**
 * Applies an act of the person who works as `repId` (null: nobody who gets leads) to the lead.
 * One hand-over has one verdict, and only its owner gives it.
 */
export function actOnLead(lead: HandedLead, repId: string | null, act: Act, at: Date): Outcome {
  if (lead.rep.id !== repId) {
    return {
      kind: 'not-yours',
      says: `Only ${lead.rep.name}, who has this lead, can answer it. To change the owner, have it routed anew.`,
    };
  }
  switch (act.kind) {
    case 'accept':
      return accept(lead, at);
    case 'reject':
      return reject(lead, act.rejection, at);
    case 'contact':
      return contact(lead, act.contact, at);
    case 'win':
      return win(lead, act.amount, at);
  }
}

function accept(lead: HandedLead, at: Date): Outcome {
  if (lead.state === 'accepted') return { kind: 'unchanged', lead };
  if (lead.state === 'rejected') return { kind: 'conflict', says: whatStands(lead) };
  return {
    kind: 'done',
    lead: { ...lead, state: 'accepted', stateAt: at, sequence: lead.sequence + 1 },
    fact: { contract: leadAccepted, data: contextOf(lead, at) },
  };
}

function reject(lead: HandedLead, rejection: Rejection, at: Date): Outcome {
  if (lead.state === 'rejected' && sameRejection(lead.rejection, rejection))
    return { kind: 'unchanged', lead };
  if (lead.state !== 'open') return { kind: 'conflict', says: whatStands(lead) };
  return {
    kind: 'done',
    lead: { ...lead, state: 'rejected', stateAt: at, rejection, sequence: lead.sequence + 1 },
    fact: { contract: leadRejected, data: { ...contextOf(lead, at), ...rejection } },
  };
}

function contact(lead: HandedLead, attempt: ContactAttempt, at: Date): Outcome {
  if (lead.state === 'rejected') return { kind: 'conflict', says: whatStands(lead) };
  const number = lead.attempts + 1;
  return {
    kind: 'done',
    lead: { ...lead, attempts: number, sequence: lead.sequence + 1 },
    fact: { contract: leadContacted, data: { ...contextOf(lead, at), ...attempt, number } },
  };
}

function win(lead: HandedLead, amount: Money, at: Date): Outcome {
  if (lead.state === 'open') {
    return { kind: 'conflict', says: 'The lead has no verdict yet: accept it first, then report the win.' };
  }
  if (lead.state === 'rejected') return { kind: 'conflict', says: whatStands(lead) };
  if (lead.won) {
    const same = lead.won.amountMinor === amount.amountMinor && lead.won.currency === amount.currency;
    if (same) return { kind: 'unchanged', lead };
    return {
      kind: 'conflict',
      says: `It was won already, for ${lead.won.amountMinor} ${lead.won.currency} (minor units).`,
    };
  }
  return {
    kind: 'done',
    lead: { ...lead, won: amount, sequence: lead.sequence + 1 },
    fact: { contract: opportunityWon, data: { ...contextOf(lead, at), amount } },
  };
}

function contextOf({ leadId, assignmentId, attempt, decisionId, rep }: HandedLead, at: Date) {
  return { leadId, assignmentId, attempt, decisionId, rep, at: at.toISOString() };
}

function whatStands({ rep, state, stateAt, rejection }: HandedLead): string {
  const why = rejection ? `: ${rejection.reasons.map((code) => rejectionReasons[code].says).join('; ')}` : '';
  return `${rep.name} has ${state} this lead at ${stateAt.toISOString()}${why}. That verdict stands.`;
}

function sameRejection(one: Rejection | null, other: Rejection): boolean {
  return (
    one !== null &&
    one.reasons.join() === other.reasons.join() &&
    (one.comment ?? '').trim() === (other.comment ?? '').trim()
  );
}
