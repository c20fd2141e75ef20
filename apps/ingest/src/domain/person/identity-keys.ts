import { bodyKey } from '../providers/constant-time.js';
import type { DealEvent, PersonEvent, ProviderEvent } from '../providers/provider.js';
import { emailKey } from './email-address.js';

const LONGEST_KEY = 300;

/** What makes two events the same person's, strongest first: the platform's id of the person, then the mailbox. */
export function identityKeysOf(event: PersonEvent): string[] {
  return keysAbout({ identityKeys: event.identityKeys, email: event.person.email });
}

/** The same for those who are said to have a part in a deal. */
export function keysAbout({ identityKeys, email }: Pick<DealEvent, 'identityKeys' | 'email'>): string[] {
  const byAddress = email === undefined ? null : emailKey(email);
  return [...identityKeys.map(asKey), ...(byAddress === null ? [] : [byAddress])];
}

/** Every key by which an event may lead to somebody who is known. */
export function keysToLookUp(event: ProviderEvent): string[] {
  switch (event.kind) {
    case 'lead':
    case 'touch':
      return identityKeysOf(event);
    case 'deal':
      return keysAbout(event);
    case 'erasure':
      return event.identityKeys.map(asKey);
    case 'merge':
      return [event.survivor, ...event.losers].map(asKey);
    case 'reference':
    case 'ignored':
      return [];
  }
}

/** Keys are indexed, and an index entry has a largest size; ids come from outside and have none. */
export function asKey(text: string): string {
  const whole = text.replaceAll('\0', '').toWellFormed();
  return whole.length <= LONGEST_KEY ? whole : bodyKey(whole);
}
