import { type Facts, holds } from '@baton/contracts';
import { enoughToAct, type Interval, lookedAtOften, type Tally } from '@baton/evidence';
import type { Label } from '../learning/label.js';
import type { Statement } from './statements.js';

/** A lead that was sent, and what sales made of it. */
export interface SentLead {
  readonly features: Facts;
  /** `null` while nothing is known, and where it says nothing about whether the lead was worth sales' time. */
  readonly label: Label | null;
  readonly won: boolean;
}

export interface Rate extends Tally {
  /** However often one looks at it. */
  readonly interval: Interval;
}

export interface SaidAndDone {
  readonly sent: number;
  /** Of those on which sales decided. */
  readonly accepted: Rate;
  /** The same for all other leads. */
  readonly othersAccepted: Rate;
  /** Of those that were accepted, so far. */
  readonly won: Rate;
  readonly verdict: 'as said' | 'otherwise' | 'open' | 'too few';
  /** The verdict in words. */
  readonly says: string;
}

/**
 * Whether sales took the leads that it said it wants more often than the others, and those that it rejects less often.
 * Nothing is said before the two intervals lie apart.
 */
export function saidAndDone({ when, wanted, dimension }: Statement, sent: readonly SentLead[]): SaidAndDone | null {
  if (when === null) return null;
  const [these, others]: [SentLead[], SentLead[]] = [[], []];
  for (const lead of sent) (holds(when, lead.features) ? these : others).push(lead);
  const decided = (leads: readonly SentLead[]) =>
    leads.filter(({ label }) => label !== null && (label.teaches === undefined || label.teaches === dimension));
  const taken = (leads: readonly SentLead[]) => leads.filter(({ label }) => label?.won);
  const accepted = rateOf({ hits: taken(these).length, of: decided(these).length });
  const othersAccepted = rateOf({ hits: taken(others).length, of: decided(others).length });
  return {
    sent: these.length,
    accepted,
    othersAccepted,
    won: rateOf({ hits: these.filter(({ won }) => won).length, of: taken(these).length }),
    ...verdictOn(accepted, othersAccepted, wanted),
  };
}

function verdictOn(these: Rate, others: Rate, wanted: boolean): Pick<SaidAndDone, 'verdict' | 'says'> {
  const enough = enoughToAct(these);
  if (!enough.enough) return { verdict: 'too few', says: enough.says };
  const enoughOthers = enoughToAct(others);
  if (!enoughOthers.enough) return { verdict: 'too few', says: `of the others ${enoughOthers.says}` };
  const measured = `sales takes ${percent(these)} of these and ${percent(others)} of the others`;
  const isMore = these.interval.low > others.interval.high;
  const isLess = these.interval.high < others.interval.low;
  if (!isMore && !isLess) return { verdict: 'open', says: `${measured}: no difference beyond doubt` };
  return isMore === wanted
    ? { verdict: 'as said', says: `${measured}, as it said` }
    : { verdict: 'otherwise', says: `${measured}, unlike what it said` };
}

const rateOf = (tally: Tally): Rate => ({ ...tally, interval: lookedAtOften(tally) });

const percent = ({ hits, of }: Tally): string => `${Math.round((100 * hits) / of)} %`;
