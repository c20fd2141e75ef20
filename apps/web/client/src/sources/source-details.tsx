import { Alert, Anchor, Button, Group, PasswordInput, Stack, Text } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { Link } from 'react-router';
import { FILE_PROVIDER, type WebhookSource } from '../api/sources.js';
import { useNow } from '../live/use-now.js';
import { momentInWords } from '../words/moments.js';
import { counted } from '../words/numbers.js';
import { DayBars } from './day-bars.js';
import { DeliveryList } from './delivery-list.js';
import { SourceActions } from './source-actions.js';
import { useHealth, usePlatforms, useSecrets } from './source-queries.js';

/** How one source fares, what came through it, and its secrets. */
export function SourceDetails({ source }: { readonly source: WebhookSource }) {
  return (
    <Stack gap="md" pt="sm">
      <Health source={source} />
      <SourceActions source={source} />
      <DeliveryList sourceId={source.id} empty="Nothing has come yet." />
      <FieldMapLink source={source} />
      {source.provider !== FILE_PROVIDER && <Secrets source={source} />}
    </Stack>
  );
}

function FieldMapLink({ source: { id, name, provider } }: { readonly source: WebhookSource }) {
  const { data: platforms = [] } = usePlatforms();
  const takesMap = provider === FILE_PROVIDER || platforms.some((each) => each.id === provider && each.takesFieldMap);
  if (!takesMap) return null;
  return (
    <Anchor component={Link} to={`/sources/${id}/field-map`} underline="always" size="sm">
      How {name} is read
    </Anchor>
  );
}

function Health({ source }: { readonly source: WebhookSource }) {
  const { data: health } = useHealth(source.id);
  const now = useNow();
  if (!health) return null;
  const last = health.lastReceivedAt;
  return (
    <>
      <Text size="sm">
        {last === null ? 'No delivery yet' : `Last delivery ${momentInWords(new Date(last), now)}`}
        {` · ${counted(health.received, 'delivery', 'deliveries')} in a day`}
        {health.dead > 0 && ` · ${health.dead} could not be read`}
        {health.fetching > 0 && ` · ${counted(health.fetching, 'record')} to be fetched`}
      </Text>
      <DayBars days={health.days} now={now} />
      {source.pausedAt !== null && (
        <Alert color="yellow" title="Paused">
          What it sends is kept and waits: {counted(health.held, 'delivery', 'deliveries')} so far.
        </Alert>
      )}
      {health.silence && (
        <Alert color="red" title="Silent at an unusual hour">
          Nothing has come since {momentInWords(new Date(health.silence.since), now)}. In the same hours of other weeks it was about{' '}
          {counted(health.silence.usually, 'delivery', 'deliveries')}. Look whether the webhook is still there in the platform.
        </Alert>
      )}
      {health.refused && (
        <Alert color="yellow" title={`${counted(health.refused.count, 'webhook')} not taken, for they proved nothing`}>
          Most often: {health.refused.because}. Last {momentInWords(new Date(health.refused.lastAt), now)}.
        </Alert>
      )}
      {source.hasApiAccess === false && (
        <Alert color="yellow" title="An access token is missing">
          The platform tells ids alone. What they stand for waits until the source has an access token.
        </Alert>
      )}
      {health.fetchProblem && source.hasApiAccess && (
        <Alert color="yellow" title="Records wait to be fetched">
          {health.fetchProblem}
        </Alert>
      )}
    </>
  );
}

function Secrets({ source }: { readonly source: WebhookSource }) {
  const [secret, setSecret] = useState('');
  const { add, dropOld } = useSecrets(source.id);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    add.mutate(secret.trim(), { onSuccess: () => setSecret('') });
  };
  return (
    <form onSubmit={submit}>
      <Group align="end" gap="sm">
        <PasswordInput
          label="A new secret"
          description="Taken beside the old one, until you drop that"
          value={secret}
          onChange={(event) => setSecret(event.currentTarget.value)}
          maxLength={500}
          autoComplete="off"
          style={{ flex: '1 1 240px' }}
        />
        <Button type="submit" variant="default" disabled={secret.trim() === ''} loading={add.isPending}>
          Add it
        </Button>
        {source.secretCount > 1 && (
          <Button variant="default" onClick={() => dropOld.mutate()} loading={dropOld.isPending}>
            Drop the old
          </Button>
        )}
      </Group>
    </form>
  );
}
