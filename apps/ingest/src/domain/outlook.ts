import type { Attributes, Company, Consent, LeadSource, Person } from '@baton/contracts';
import type { Origin } from './fold-event.js';
import { hearEvent } from './hear-event.js';
import type { Answers } from './lead.js';
import type { PersonEvent, ProviderEvent } from './providers/provider.js';

/** What an event would become if nobody were known yet. */
export type Outlook =
  | {
      readonly kind: 'lead' | 'inquiry';
      readonly person: Person;
      readonly company: Company;
      readonly source: LeadSource;
      readonly passport: Answers;
      readonly consent: Consent;
      readonly attributes: Attributes;
    }
  | {
      readonly kind: 'deal';
      readonly name: string | null;
      readonly standing: 'open' | 'won' | 'lost';
      readonly amount: string | null;
      readonly currency: string | null;
      readonly closedAt: Date | null;
    }
  | { readonly kind: 'nothing' | 'refused'; readonly because: string };

export function outlookOf(event: ProviderEvent, origin: Origin): Outlook {
  switch (event.kind) {
    case 'lead':
    case 'touch':
      return outlookOfPerson(event, origin);
    case 'deal': {
      const { name = null, standing, amount = null, currency = null, closedAt, ambiguous } = event;
      if (ambiguous !== undefined) return { kind: 'refused', because: ambiguous };
      return { kind: 'deal', name, standing, amount, currency, closedAt };
    }
    case 'ignored':
      return { kind: 'nothing', because: event.reason };
    case 'reference':
      return { kind: 'nothing', because: 'the platform tells an id alone: the record is fetched from it' };
    case 'erasure':
      return { kind: 'nothing', because: 'a person is forgotten' };
    case 'merge':
      return { kind: 'nothing', because: 'two people are found to be one' };
  }
}

function outlookOfPerson(event: PersonEvent, origin: Origin): Outlook {
  const heard = hearEvent(null, event, origin, () => origin.deliveryId);
  switch (heard.kind) {
    case 'refused':
      return { kind: 'refused', because: heard.because };
    case 'ignored':
      return { kind: 'nothing', because: heard.reason };
    case 'heard': {
      const created = heard.announcements.find(({ topic }) => topic === 'lead.created');
      // As others are told, with what is worked out on the way: the country's code, the firm's domain.
      const told = created?.topic === 'lead.created' ? created.data : heard.lead;
      const { person, company, source, passport, consent, attributes } = told;
      return { kind: heard.lead.stage, person, company, source, passport, consent, attributes };
    }
  }
}
