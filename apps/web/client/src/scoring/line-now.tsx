import { Text } from '@mantine/core';
import type { DryRun, RulingLine } from '../api/planner.js';
import { useNow } from '../live/use-now.js';
import { momentInWords } from '../words/moments.js';
import { count, counted, share } from '../words/numbers.js';
import { cutInWords, policyInWords, sampleInWords } from './line-words.js';

/** Whom sales gets now, by whose word, and until when. */
export function LineNow({ line }: { readonly line: RulingLine }) {
  const { policy, cut, author, reason, setAt, until, lastWeek, dryRun } = line;
  const now = useNow();
  return (
    <>
      <Text>
        Sales gets <strong>{policyInWords(policy)}</strong>, {cutInWords(cut)}. {sampleInWords(policy)}
      </Text>
      {until !== null && <Text>Until {momentInWords(new Date(until), now)}; then the line before it rules again.</Text>}
      <Text>
        Last week {count(lastWeek.sent)} of {counted(lastWeek.leads, 'lead')} were sent
        {lastWeek.leads > 0 && ` (${share(lastWeek.sent, lastWeek.leads)})`}.
      </Text>
      <Text c="dimmed" size="sm">
        {author}, {momentInWords(new Date(setAt), now)}: “{reason}”
      </Text>
      {dryRun && <Tried dryRun={dryRun} now={now} />}
    </>
  );
}

function Tried({ dryRun, now }: { readonly dryRun: DryRun; readonly now: Date }) {
  const { policy, author, until, leads, wouldSend, sent } = dryRun;
  return (
    <Text mt="sm" role="status">
      Tried beside it by {author}, until {momentInWords(new Date(until), now)}: {policyInWords(policy)}. Of{' '}
      {counted(leads, 'lead')} since then it would have sent {count(wouldSend)}; {count(sent)} were sent.
    </Text>
  );
}
