import { Anchor, Button, Group, Progress, Text } from '@mantine/core';
import { Link } from 'react-router';
import { count, counted } from '../words/numbers.js';
import { RefusedList } from './refused-list.js';
import type { Progress as Done } from './send-file.js';
import type { ImportState } from './use-import.js';

interface ImportProgressProps {
  readonly file: File;
  readonly state: Exclude<ImportState, 'idle'>;
  readonly progress: Done;
  readonly onStop: () => void;
  readonly onGoOn: () => void;
}

/** How far an import is, and what came of it. */
export function ImportProgress({ file, state, progress, onStop, onGoOn }: ImportProgressProps) {
  const { sent, refused, bytes } = progress;
  return (
    <div>
      <Progress
        value={state === 'ended' ? 100 : (100 * bytes) / Math.max(1, file.size)}
        aria-label={`Import of ${file.name}`}
        my="md"
      />
      <Group justify="space-between" gap="sm" mb="sm">
        <Text role="status">
          {wordsFor[state]} {counted(sent, 'row')} sent{refused > 0 && `, ${count(refused)} refused`}.{' '}
          {state === 'ended' && (
            <Anchor component={Link} to="/leads" underline="always">
              See the leads
            </Anchor>
          )}
        </Text>
        {state === 'running' && (
          <Button variant="default" onClick={onStop}>
            Stop
          </Button>
        )}
        {(state === 'stopped' || state === 'failed') && <Button onClick={onGoOn}>Go on</Button>}
      </Group>
      {state !== 'running' && refused > 0 && <RefusedList progress={progress} fileName={file.name} />}
    </div>
  );
}

const wordsFor: Readonly<Record<ImportProgressProps['state'], string>> = {
  running: 'Importing:',
  stopped: 'Stopped:',
  failed: 'Not finished:',
  ended: 'Done:',
};
