import { Button, Group } from '@mantine/core';
import { FILE_PROVIDER, type WebhookSource } from '../api/sources.js';
import { usePause, usePlatforms, useTest } from './source-queries.js';

/** What somebody who keeps a source does with it. */
export function SourceActions({ source: { id, provider, pausedAt } }: { readonly source: WebhookSource }) {
  const { data: platforms = [] } = usePlatforms();
  const pause = usePause(id);
  const test = useTest(id);
  const isPaused = pausedAt !== null;
  const canBeTested = platforms.some((platform) => platform.id === provider && platform.canBeTested);
  return (
    <Group gap="sm">
      {canBeTested && (
        <Button variant="default" onClick={() => test.mutate()} loading={test.isPending}>
          Send a test
        </Button>
      )}
      <Button variant="default" onClick={() => pause.mutate(!isPaused)} loading={pause.isPending}>
        {isPaused ? 'Go on' : provider === FILE_PROVIDER ? 'Pause imports' : 'Pause'}
      </Button>
    </Group>
  );
}
