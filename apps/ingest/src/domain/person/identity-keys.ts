import { bodyKey } from '../providers/constant-time.js';
import type { PersonEvent } from '../providers/provider.js';
import { emailKey } from './email-address.js';

const LONGEST_KEY = 300;

/** What makes two events the same person's, strongest first: the platform's id of the person, then the mailbox. */
export function identityKeysOf(event: PersonEvent): string[] {
  const byAddress = event.person.email === undefined ? null : emailKey(event.person.email);
  return [...event.identityKeys.map(asKey), ...(byAddress === null ? [] : [byAddress])];
}

/** Keys are indexed, and an index entry has a largest size; ids come from outside and have none. */
export function asKey(text: string): string {
  const whole = text.replaceAll('\0', '').toWellFormed();
  return whole.length <= LONGEST_KEY ? whole : bodyKey(whole);
}
