import { Progress, Text } from '@mantine/core';
import type { Rescoring } from '../api/model-versions.js';
import { count, counted } from '../words/numbers.js';
import { isBusy } from './version-queries.js';

/** How far the open leads are scored by the version that rules. */
export function RescoringProgress({ rescoring }: { readonly rescoring: Rescoring }) {
  const { done, total, changed } = rescoring;
  if (total === 0) return null;
  const decided = `${counted(changed, 'lead')} decided otherwise`;
  return (
    <div role="status">
      <Text size="sm" mb={4} c={isBusy(rescoring) ? undefined : 'dimmed'}>
        {isBusy(rescoring)
          ? `Open leads are scored anew: ${count(done)} of ${count(total)}, ${decided} so far`
          : `All ${counted(total, 'open lead')} were scored by the version that rules, ${decided}.`}
      </Text>
      {isBusy(rescoring) && <Progress value={(100 * done) / total} aria-label="Open leads scored anew" mb="md" />}
    </div>
  );
}
