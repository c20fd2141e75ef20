import { Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { Link } from 'react-router';
import type { Delivery } from '../api/sources.js';
import { useMe } from '../shell/me.js';
import { ProblemAlert } from '../shell/problem-alert.js';
import { Waiting } from '../shell/shell.js';
import { ShownBody } from '../shell/shown-body.js';
import { useContent, useReplay, useUnmasked } from './source-queries.js';
import classes from './delivery-list.module.css';

/** What one delivery said, and what to do about it. */
export function DeliveryDetails({ delivery: { id, state, leadId } }: { readonly delivery: Delivery }) {
  const { role } = useMe();
  const { data: content, error } = useContent(id);
  const unmasked = useUnmasked(id);
  const replay = useReplay(id);
  if (error) return <ProblemAlert error={error} />;
  if (!content) return <Waiting />;
  const shown = unmasked.data ?? content;
  return (
    <Stack gap="sm" className={classes.details}>
      <ShownBody body={shown.body} />
      <Group gap="sm">
        {leadId && (
          <Anchor component={Link} to={`/leads/${leadId}`} underline="always">
            The lead
          </Anchor>
        )}
        {(state === 'done' || state === 'dead') && (
          <Button variant="default" size="compact-sm" onClick={() => replay.mutate()} loading={replay.isPending}>
            Read it again
          </Button>
        )}
        {role === 'operator' && shown.masked && shown.body.kind !== 'none' && (
          <>
            <Button variant="default" size="compact-sm" onClick={() => unmasked.mutate()} loading={unmasked.isPending}>
              Show personal data
            </Button>
            <Text size="sm" c="dimmed">
              It is written down who looks.
            </Text>
          </>
        )}
      </Group>
    </Stack>
  );
}
