import { Anchor, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { fetchDecisions, type ScoringDecision } from '../api/decisions.js';
import { useNow } from '../live/use-now.js';
import { ProblemAlert } from '../shell/problem-alert.js';
import { momentInWords } from '../words/moments.js';
import { percent, signed } from '../words/numbers.js';
import classes from './lead-story-page.module.css';

export const decisionsKey = (leadId: string) => ['decisions', leadId] as const;

/** What the newest decision stood on: each rule that moved the score, and what would change it. */
export function ScoreInWords({ leadId }: { readonly leadId: string }) {
  const { data, error } = useQuery({
    queryKey: decisionsKey(leadId),
    queryFn: ({ signal }) => fetchDecisions(leadId, signal),
  });
  if (error) return <ProblemAlert error={error} />;
  const [newest] = data ?? [];
  return newest ? <Decision decision={newest} /> : null;
}

function Decision({
  decision: { score, decision, reasons, sampleProbability, decidedAt },
}: {
  readonly decision: ScoringDecision;
}) {
  const now = useNow();
  return (
    <section aria-label="How it was scored">
      <h2 className={classes.subheading}>{decision === 'held' ? 'Why it is held back' : 'Why it was sent to sales'}</h2>
      {sampleProbability !== null && (
        <Text size="sm">
          <strong>Sent by chance.</strong> It is below the line; {percent(sampleProbability)} of such leads are sent all
          the same, to learn whether the points are right.
        </Text>
      )}
      {reasons.map(
        (reason) =>
          typeof reason !== 'string' && (
            <Text key={reason.code + reason.says} size="sm">
              {reason.says}. What would change it: {reason.wouldChange}.
            </Text>
          ),
      )}
      <ul className={classes.factors} aria-label="What moved the score">
        {score.factors.map(({ rule, says, points }) => (
          <li key={rule}>
            <strong>{signed(points)}</strong> {says}
          </li>
        ))}
      </ul>
      <Text size="sm" c="dimmed" mt={4}>
        {signed(score.fit)} for fit and {signed(score.engagement)} for engagement
        {score.probability !== undefined && `: a chance of ${percent(score.probability)} that sales takes it`}. Decided{' '}
        {momentInWords(new Date(decidedAt), now)} by{' '}
        <Anchor component={Link} to="/scoring/versions" underline="always">
          version {score.modelVersion}
        </Anchor>
        .
      </Text>
    </section>
  );
}
