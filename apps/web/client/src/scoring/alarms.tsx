import { Alert, List } from '@mantine/core';
import type { Alarm } from '../api/planner.js';
import { useNow } from '../live/use-now.js';
import { momentInWords } from '../words/moments.js';

/** What is not as it was when the line was chosen. Nothing where all is. */
export function Alarms({ alarms }: { readonly alarms: readonly Alarm[] }) {
  const now = useNow();
  if (alarms.length === 0) return null;
  return (
    <Alert color="yellow" variant="outline" role="alert" mb="lg" title="Something has changed under the line">
      <List size="sm">
        {alarms.map(({ kind, about, says, since }) => (
          <List.Item key={kind + about}>
            {says}, since {momentInWords(new Date(since), now)}.
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}
