import type { AccountMatch } from '@baton/contracts';
import { jaroWinkler } from '../person/jaro-winkler.js';
import { domainKey, type Firm, firmKeys } from './firm.js';

/** A firm that is known. */
export interface Account {
  readonly id: string;
  readonly name: string;
  readonly foldedName: string;
  /** The domain that it is known by; it may have others. */
  readonly domain: string | null;
  readonly country: string | null;
}

/** An account that a lead may belong to and was not given to, and why it may. */
export interface Candidate {
  readonly accountId: string;
  readonly name: string;
  readonly because: string;
}

export type AccountFinding =
  | { readonly kind: 'known'; readonly account: Account; readonly match: AccountMatch; readonly candidates: readonly Candidate[] }
  /** Nobody knows it yet, and it can be told from others: it becomes an account. */
  | { readonly kind: 'new'; readonly candidates: readonly Candidate[] }
  /** A name without a domain or a country: it could be any firm of that name. */
  | { readonly kind: 'none'; readonly candidates: readonly Candidate[] };

/** As alike as two spellings of one name are, and two names seldom. */
const ALIKE = 0.93;
const MOST_CANDIDATES = 5;

/**
 * Finds the account of a lead's firm: by its registrable domain, by another domain of the account, else by name and
 * country. Names that are merely alike are left to a person.
 * @param byKey the accounts that have the firm's keys.
 * @param alike accounts whose names begin as the firm's does.
 */
export function matchAccount(firm: Firm, byKey: ReadonlyMap<string, Account>, alike: readonly Account[]): AccountFinding {
  const [byDomain, byName] = [
    firm.domain === undefined ? undefined : byKey.get(domainKey(firm.domain)),
    firmKeys(firm).map((key) => (key.startsWith('name:') ? byKey.get(key) : undefined)).find((found) => found !== undefined),
  ];
  // The same name with another domain of its own may be another firm, so it is for a person to say.
  const isSameName = byName !== undefined && (firm.domain === undefined || byName.domain === null || byName.domain === firm.domain);
  const account = byDomain ?? (isSameName ? byName : undefined);
  const candidates = candidatesFor(firm, account, byName, alike);
  if (account !== undefined) return { kind: 'known', account, match: matchOf(account, firm, byDomain !== undefined), candidates };
  return { kind: firmKeys(firm).length > 0 ? 'new' : 'none', candidates };
}

function matchOf({ id, name, domain }: Account, firm: Firm, isByDomain: boolean): AccountMatch {
  if (!isByDomain) return { id, name, matchedBy: 'name', confidence: 0.9 };
  return domain === firm.domain
    ? { id, name, matchedBy: 'domain', confidence: 1 }
    : { id, name, matchedBy: 'alias', confidence: 0.98 };
}

function candidatesFor(
  firm: Firm,
  account: Account | undefined,
  byName: Account | undefined,
  alike: readonly Account[],
): Candidate[] {
  const candidates = new Map<string, Candidate>();
  const add = ({ id, name }: Account, because: string) => {
    if (id !== account?.id && !candidates.has(id)) candidates.set(id, { accountId: id, name, because });
  };
  if (byName !== undefined) add(byName, 'the same name in the same country, with another domain');
  if (firm.foldedName !== '') {
    const likely = alike
      .map((each) => ({ each, likeness: jaroWinkler(firm.foldedName, each.foldedName) }))
      .filter(({ likeness }) => likeness >= ALIKE)
      .toSorted((one, other) => other.likeness - one.likeness || (one.each.id < other.each.id ? -1 : 1));
    for (const { each, likeness } of likely) add(each, likeness === 1 ? 'the same name' : 'a name much like it');
  }
  return [...candidates.values()].slice(0, MOST_CANDIDATES);
}
