import { Anchor, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { type AppStatus, fetchApps } from '../api/operations.js';
import { Page } from '../shell/page.js';
import { ProblemAlert } from '../shell/problem-alert.js';
import { Waiting } from '../shell/shell.js';
import { shortDuration } from '../words/durations.js';
import { count, counted } from '../words/numbers.js';
import classes from './health-page.module.css';

const EVERY_MS = 3_000;

/** Is everything there, is anything waiting, and for how long? */
export default function HealthPage() {
  const {
    data: apps,
    error,
    refetch,
  } = useQuery({
    queryKey: ['apps'],
    queryFn: ({ signal }) => fetchApps(signal),
    refetchInterval: EVERY_MS,
  });
  return (
    <Page title="Health">
      {error && <ProblemAlert error={error} onRetry={() => void refetch()} />}
      {!apps && !error && <Waiting />}
      {apps && (
        <>
          <p className={classes.verdict} role="status" data-well={wellness(apps).well}>
            {wellness(apps).says}
          </p>
          <Table.ScrollContainer type="native" minWidth={640} tabIndex={0} role="region" aria-label="Apps">
            <Table verticalSpacing={8} className={classes.table!}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th scope="col">App</Table.Th>
                  <Table.Th scope="col">State</Table.Th>
                  <Table.Th
                    scope="col"
                    className={classes.number!}
                    title="Events in Kafka that it has still to read"
                  >
                    To read
                  </Table.Th>
                  <Table.Th
                    scope="col"
                    className={classes.number!}
                    title="Its own events that are not in Kafka yet"
                  >
                    To send
                  </Table.Th>
                  <Table.Th scope="col" className={classes.number!}>
                    Oldest to send
                  </Table.Th>
                  <Table.Th scope="col" className={classes.number!}>
                    Open dead letters
                  </Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {apps.map((app) => (
                  <AppRow key={app.app} app={app} />
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
          <Text size="sm" c="dimmed" mt="md">
            A dead letter is something that could not be handled, kept until somebody replays or closes it:{' '}
            <Anchor component={Link} to="/dead-letters" underline="always" inherit>
              see them
            </Anchor>
            . Looked at every {EVERY_MS / 1000} seconds.
          </Text>
        </>
      )}
    </Page>
  );
}

function AppRow({ app: { app, ready, because, status } }: { readonly app: AppStatus }) {
  const toRead = status?.lag.reduce((sum, { lag }) => sum + lag, 0);
  const open = status?.deadLetters.open;
  return (
    <Table.Tr>
      <Table.Th scope="row">{app === 'web' ? 'front door' : app}</Table.Th>
      <Table.Td>
        <span className={classes.state} data-ready={ready}>
          {ready ? 'Ready' : 'Not ready'}
        </span>
        {because && (
          <Text size="sm" c="dimmed">
            {because}
          </Text>
        )}
      </Table.Td>
      <Table.Td className={classes.number!}>{toRead === undefined ? '–' : count(toRead)}</Table.Td>
      <Table.Td className={classes.number!}>{status ? count(status.outbox.depth) : '–'}</Table.Td>
      <Table.Td className={classes.number!}>
        {status && status.outbox.depth > 0 ? shortDuration(status.outbox.ageMs) : '–'}
      </Table.Td>
      <Table.Td className={classes.number!} data-open={Boolean(open)}>
        {open ? (
          <Link to={`/dead-letters?service=${app}`} className={classes.open}>
            {count(open)}
          </Link>
        ) : (
          (open ?? '–')
        )}
      </Table.Td>
    </Table.Tr>
  );
}

function wellness(apps: readonly AppStatus[]): { well: boolean; says: string } {
  const away = apps.filter(({ ready }) => !ready);
  if (away.length > 0) {
    return {
      well: false,
      says: `${away.map(({ app }) => app).join(', ')} ${away.length === 1 ? 'is' : 'are'} not ready.`,
    };
  }
  const open = apps.reduce((sum, { status }) => sum + (status?.deadLetters.open ?? 0), 0);
  if (open > 0)
    return { well: false, says: `Everything is ready; ${counted(open, 'open dead letter')} to look at.` };
  return { well: true, says: 'Everything is ready, and nothing needs a person.' };
}
