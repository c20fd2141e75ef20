import { type ReactNode, useRef, useState } from 'react';
import type { LeadInHand } from '../api/leads.js';
import { showDone } from '../shell/notify.js';
import { moneyInWords } from '../words/numbers.js';
import { nextStepInWords } from '../words/next-step.js';
import { ContactDialog } from './contact-dialog.js';
import { useActOnLead } from './lead-queries.js';
import type { LeadActions } from './lead-row.js';
import { RejectDialog } from './reject-dialog.js';
import { nameOf } from './who.js';
import { WinDialog } from './win-dialog.js';

/** The row below comes up to where the button was: the second tap of a double tap must not answer for it. */
const DOUBLE_TAP_MS = 400;

interface LeadActing {
  /** For buttons. */
  readonly actions: LeadActions;
  /** For keys. An action that the lead's state does not allow does nothing. */
  readonly press: LeadActions;
  readonly dialogs: ReactNode;
}

type Asking = { readonly what: 'reject' | 'contact' | 'win'; readonly lead: LeadInHand };

/**
 * All that a rep does with a lead, with its dialogs.
 * @param onLeave the lead is about to leave the list.
 */
export function useLeadActions(onLeave: (lead: LeadInHand) => void = () => {}): LeadActing {
  const [asking, setAsking] = useState<Asking | null>(null);
  const leftAt = useRef(0);
  const acting = useActOnLead(({ done }, lead) => {
    const name = nameOf(lead.person);
    switch (done.kind) {
      case 'accept':
        return showDone(`Accepted: ${name}`, lead.next && nextStepInWords(lead.next, new Date()).says);
      case 'reject':
        return showDone(`Rejected: ${name}`, 'Your reason goes to scoring and to marketing.');
      case 'contact':
        return showDone(`Contacted: ${name}`, `Attempt ${lead.attempts}`);
      case 'win':
        return showDone(`Won: ${name}`, lead.won && moneyInWords(lead.won));
    }
  });

  const accept = (lead: LeadInHand) => {
    leftAt.current = Date.now();
    onLeave(lead);
    acting.mutate({ lead, done: { kind: 'accept' } });
  };
  const ask = (what: Asking['what']) => (lead: LeadInHand) => setAsking({ what, lead });
  const close = () => setAsking(null);
  const asked = (what: Asking['what']) => (asking?.what === what ? asking.lead : null);
  const unlessDoubleTap = (does: (lead: LeadInHand) => void) => (lead: LeadInHand) => {
    if (Date.now() - leftAt.current > DOUBLE_TAP_MS) does(lead);
  };
  const when =
    (allowed: (lead: LeadInHand) => boolean, does: (lead: LeadInHand) => void) => (lead: LeadInHand) => {
      if (allowed(lead)) does(lead);
    };

  return {
    actions: {
      accept: unlessDoubleTap(accept),
      reject: unlessDoubleTap(ask('reject')),
      contact: ask('contact'),
      win: ask('win'),
    },
    press: {
      accept: when(({ state }) => state === 'open', accept),
      reject: when(({ state }) => state === 'open', ask('reject')),
      contact: when(({ state }) => state !== 'rejected', ask('contact')),
      win: when(({ state, won }) => state === 'accepted' && !won, ask('win')),
    },
    dialogs: (
      <>
        <RejectDialog
          lead={asked('reject')}
          onClose={close}
          onReject={(lead, rejection) => {
            close();
            leftAt.current = Date.now();
            onLeave(lead);
            acting.mutate({ lead, done: { kind: 'reject', rejection } });
          }}
        />
        <ContactDialog
          lead={asked('contact')}
          onClose={close}
          onContact={(lead, contact) => {
            close();
            acting.mutate({ lead, done: { kind: 'contact', contact } });
          }}
        />
        <WinDialog
          lead={asked('win')}
          onClose={close}
          onWin={(lead, amount) => {
            close();
            acting.mutate({ lead, done: { kind: 'win', amount } });
          }}
        />
      </>
    ),
  };
}
