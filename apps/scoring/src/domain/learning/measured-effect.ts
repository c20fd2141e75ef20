import { enoughToAct, type Tally, wilson } from '@baton/evidence';

/** What came of some weeks. */
export interface Weeks {
  readonly leads: number;
  readonly sent: number;
  readonly accepted: number;
  readonly rejected: number;
}

/** What a version brought, beside the weeks before it. */
export interface MeasuredEffect {
  readonly says: string;
  readonly before: Weeks;
  readonly after: Weeks;
}

export function measuredEffect(before: Weeks, after: Weeks): MeasuredEffect {
  const [was, is] = [acceptanceOf(before), acceptanceOf(after)];
  const enough = [was, is].map((tally) => enoughToAct(tally));
  const says = enough.every((each) => each.enough)
    ? `Sales took ${rate(is)} of what it got, before ${rate(was)}; it got ${share(after)} of the leads, before ${share(before)}`
    : `Sales took ${enough[1]!.says} (before: ${enough[0]!.says})`;
  return { says, before, after };
}

function acceptanceOf({ accepted, rejected }: Weeks): Tally {
  return { hits: accepted, of: accepted + rejected };
}

function rate(tally: Tally): string {
  const { low, high } = wilson(tally);
  return `${percent(tally.hits / tally.of)} (${percent(low)} to ${percent(high)})`;
}

function share({ leads, sent }: Weeks): string {
  return leads === 0 ? 'none' : percent(sent / leads);
}

const percent = (value: number): string => `${Math.round(value * 100)} %`;
