import type { FunnelCounts, FunnelRow } from '../api/reporting.js';
import type { Bar } from './bars.js';

/** The way of the people, each step as a share of the step that it comes from. */
export function stageBars(counts: FunnelCounts): Bar[] {
  const { received, inquiry, undecided, held, qualified, routed, accepted, rejected, won } = counts;
  return [
    { label: 'Received', number: received, of: null, note: 'people' },
    { label: 'Still an inquiry', number: inquiry, of: received, kind: 'aside' },
    ...(undecided > 0
      ? [{ label: 'Being scored', number: undecided, of: received, kind: 'aside' } satisfies Bar]
      : []),
    { label: 'Held back', number: held, of: received, kind: 'aside' },
    { label: 'Sent to sales', number: qualified, of: received },
    { label: 'With an owner', number: routed, of: qualified },
    { label: 'Accepted', number: accepted, of: routed },
    { label: 'Rejected', number: rejected, of: routed, kind: 'no' },
    { label: 'Won', number: won, of: accepted },
  ];
}

/** Why sales said no; the bar is the main reason, beside it who named it at all. */
export function reasonBars({ rejected, rejectedBy }: FunnelCounts): Bar[] {
  return rejectedBy.map(({ says, main, any }) => ({
    label: says,
    number: main,
    of: rejected,
    kind: 'no' as const,
    ...(any > main ? { note: `main of ${rejected}, named in ${any}` } : {}),
  }));
}

export type Grouping = 'campaign' | 'week';

export interface FunnelGroup {
  readonly key: string;
  readonly label: string;
  readonly received: number;
  readonly qualified: number;
  readonly accepted: number;
  readonly rejected: number;
}

/** The rows added up by campaign (most people first) or by week (newest first). */
export function groupsOf(rows: readonly FunnelRow[], by: Grouping): FunnelGroup[] {
  const groups = Map.groupBy(rows, ({ campaign, weekStart }) =>
    by === 'campaign' ? String(campaign) : weekStart,
  );
  const sum = (some: readonly FunnelRow[], of: (row: FunnelRow) => number) =>
    some.reduce((total, row) => total + of(row), 0);
  const summed = [...groups].map(([key, some]) => ({
    key,
    label: by === 'campaign' ? some[0]!.campaignName : some[0]!.week,
    received: sum(some, ({ received }) => received),
    qualified: sum(some, ({ qualified }) => qualified),
    accepted: sum(some, ({ accepted }) => accepted),
    rejected: sum(some, ({ rejected }) => rejected),
  }));
  return by === 'campaign'
    ? summed.sort((one, other) => other.received - one.received || one.label.localeCompare(other.label))
    : summed.sort((one, other) => other.key.localeCompare(one.key));
}
