import type { ContactAttempt, Money, Rejection } from '@baton/contracts';

/** Something that a rep does with one lead, in the words of feedback's API. */
export type Act =
  | { readonly act: 'contacted'; readonly body: ContactAttempt }
  | { readonly act: 'accept'; readonly body: Record<string, never> }
  | { readonly act: 'reject'; readonly body: Rejection }
  | { readonly act: 'won'; readonly body: { readonly amount: Money } };

const called = (outcome: ContactAttempt['outcome']): Act => ({ act: 'contacted', body: { channel: 'phone', outcome } });
const wrote = (outcome: ContactAttempt['outcome']): Act => ({ act: 'contacted', body: { channel: 'email', outcome } });
const accepted: Act = { act: 'accept', body: {} };
const rejected = (...reasons: Rejection['reasons']): Act => ({ act: 'reject', body: { reasons } });
const won = (amountMinor: number, currency: string): Act => ({ act: 'won', body: { amount: { amountMinor, currency } } });

/** What three of the reps do with the first leads on their lists; everything else stays open. */
export const verdictsByRep: Readonly<Record<string, ReadonlyArray<readonly Act[]>>> = {
  'Maya Okafor': [
    [called('reached'), accepted, won(4_800_000, 'EUR')],
    [rejected('NO_BUDGET', 'BAD_TIMING')],
    [called('no-answer')],
  ],
  'Jonas Weber': [
    [called('no-answer'), called('reached'), accepted],
    [rejected('NO_PROJECT')],
    [wrote('replied'), accepted],
    [rejected('NOT_READY_RESEARCHING')],
  ],
  'Diego Ramírez': [
    [called('reached'), accepted, won(1_950_000, 'USD')],
    [
      {
        act: 'reject',
        body: { reasons: ['OTHER'], comment: 'Their parent firm signs all contracts, and it is in another region.' },
      },
    ],
    [wrote('bounced'), rejected('BAD_CONTACT_DATA')],
  ],
};
