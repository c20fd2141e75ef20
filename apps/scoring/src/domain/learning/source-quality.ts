import { enoughToAct, shrinkThrough, type Tally, wilson } from '@baton/evidence';

/** What sales said of the leads of one campaign. */
export interface SourceTally {
  readonly channel: string | null;
  readonly campaign: string | null;
  readonly answered: number;
  /** Rejected for bad contact data, or as spam or bots. */
  readonly bad: number;
}

export interface SourceQuality {
  readonly channel: string | null;
  /** `null` for the channel as a whole. */
  readonly campaign: string | null;
  readonly answered: number;
  readonly bad: number;
  /** How many of a hundred further leads would be bad: drawn toward the channel's rate and that of all, the more the less is known. */
  readonly rate: number;
  readonly between: { readonly low: number; readonly high: number };
  /** Worse than all together, beyond doubt. */
  readonly isWorse: boolean;
  readonly says: string;
}

/** Channels and their campaigns, the worst first. It judges sources, and moves no points. */
export function sourceQuality(tallies: readonly SourceTally[]): SourceQuality[] {
  const all = sum(tallies);
  const channels = new Map<string | null, SourceTally[]>();
  for (const tally of tallies) channels.set(tally.channel, [...(channels.get(tally.channel) ?? []), tally]);
  return [...channels]
    .flatMap(([channel, campaigns]) => {
      const whole = sum(campaigns);
      const named = campaigns.filter(({ campaign }) => campaign !== null);
      return [
        qualityOf(channel, null, [whole, all]),
        ...named.map((tally) => qualityOf(channel, tally.campaign, [sum([tally]), whole, all])),
      ];
    })
    .sort((one, other) => other.rate - one.rate || other.answered - one.answered);
}

function qualityOf(channel: string | null, campaign: string | null, widening: readonly Tally[]): SourceQuality {
  const own = widening[0]!;
  const all = widening.at(-1)!;
  const { enough, says } = enoughToAct(own);
  const between = wilson(own);
  return {
    channel,
    campaign,
    answered: own.of,
    bad: own.hits,
    rate: shrinkThrough(widening),
    between,
    isWorse: enough && between.low > all.hits / all.of,
    says,
  };
}

function sum(tallies: readonly SourceTally[]): Tally {
  return tallies.reduce(({ hits, of }, { bad, answered }) => ({ hits: hits + bad, of: of + answered }), { hits: 0, of: 0 });
}
