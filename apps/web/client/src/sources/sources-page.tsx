import { Code, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { fetchSources } from '../api/operations.js';
import { CopyButton } from '../shell/copy-button.js';
import { EmptyState } from '../shell/empty-state.js';
import { Page } from '../shell/page.js';
import { ProblemAlert } from '../shell/problem-alert.js';
import { Waiting } from '../shell/shell.js';
import { counted } from '../words/numbers.js';
import classes from './sources-page.module.css';

const providers: Readonly<Record<string, string>> = {
  'standard-webhooks': 'Standard Webhooks',
  'hubspot-workflow': 'HubSpot workflow',
  typeform: 'Typeform',
  'google-ads-lead-form': 'Google Ads lead form',
  segment: 'Segment',
};

/** Where leads come in: what to paste into each platform. */
export default function SourcesPage() {
  const {
    data: sources,
    error,
    refetch,
  } = useQuery({
    queryKey: ['sources'],
    queryFn: ({ signal }) => fetchSources(signal),
  });
  return (
    <Page title="Sources">
      {error && <ProblemAlert error={error} onRetry={() => void refetch()} />}
      {!sources && !error && <Waiting />}
      {sources?.length === 0 && (
        <EmptyState title="No source yet">
          A source gives a platform an address to post its leads to. Create the first one through the API:{' '}
          <Code>POST /api/ingest/sources</Code> with a provider, a name and the secret that the platform signs
          with.
        </EmptyState>
      )}
      {sources && sources.length > 0 && (
        <>
          <Text c="dimmed" mb="md">
            Paste the address into the platform as its webhook. Baton takes only what is signed with the
            source’s secret.
          </Text>
          <ul className={classes.list}>
            {sources.map(({ id, name, provider, url, secretCount }) => (
              <li key={id} className={classes.source}>
                <div>
                  <h2 className={classes.name}>{name}</h2>
                  <Text size="sm" c="dimmed">
                    {providers[provider] ?? provider} · {counted(secretCount, 'secret')}
                  </Text>
                </div>
                <div className={classes.address}>
                  <code>{url}</code>
                  <CopyButton text={url} what={`address of ${name}`} />
                </div>
              </li>
            ))}
          </ul>
        </>
      )}
    </Page>
  );
}
