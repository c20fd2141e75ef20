import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { FILE_PROVIDER, type WebhookSource } from '../api/sources.js';
import { ImportFile } from '../import/import-file.js';
import { CopyButton } from '../shell/copy-button.js';
import { EmptyState } from '../shell/empty-state.js';
import { Page } from '../shell/page.js';
import { ProblemAlert } from '../shell/problem-alert.js';
import { Waiting } from '../shell/shell.js';
import { counted } from '../words/numbers.js';
import { ConnectDialog } from './connect-dialog.js';
import { SourceDetails } from './source-details.js';
import { usePlatforms, useSources } from './source-queries.js';
import classes from './sources-page.module.css';

/** Where leads come in: what to paste into each platform, and what has come. */
export default function SourcesPage() {
  const { data: sources, error, refetch } = useSources();
  const [connecting, setConnecting] = useState(false);
  return (
    <Page title="Sources" aside={<Button onClick={() => setConnecting(true)}>Connect a platform</Button>}>
      {error && <ProblemAlert error={error} onRetry={() => void refetch()} />}
      {!sources && !error && <Waiting />}
      {sources?.length === 0 && (
        <EmptyState title="No source yet">
          A source gives a platform an address to post its leads to. Connect the first one.
        </EmptyState>
      )}
      {sources && sources.length > 0 && (
        <>
          <Text c="dimmed" mb="md">
            Paste the address into the platform as its webhook. Baton takes only what proves that it knows the
            source’s secret.
          </Text>
          <ul className={classes.list}>
            {sources.map((source) => (
              <SourceRow key={source.id} source={source} />
            ))}
          </ul>
        </>
      )}
      {sources && <ImportFile sources={sources} />}
      <ConnectDialog opened={connecting} onClose={() => setConnecting(false)} />
    </Page>
  );
}

function SourceRow({ source }: { readonly source: WebhookSource }) {
  const { data: platforms = [] } = usePlatforms();
  const [open, setOpen] = useState(false);
  const { id, name, provider, url, secretCount } = source;
  const isForFiles = provider === FILE_PROVIDER;
  return (
    <li className={classes.source} data-source={id}>
      <div>
        <h2 className={classes.name}>{name}</h2>
        <Text size="sm" c="dimmed">
          {isForFiles
            ? 'Imported files'
            : `${source.pausedAt === null ? '' : 'Paused · '}${platforms.find((platform) => platform.id === provider)?.title ?? provider} · ${counted(secretCount, 'secret')}`}
        </Text>
      </div>
      {!isForFiles && (
        <div className={classes.address}>
          <code>{url}</code>
          <CopyButton text={url} what={`address of ${name}`} />
        </div>
      )}
      <div className={classes.more}>
        <Button
          variant="subtle"
          size="compact-sm"
          aria-expanded={open}
          aria-label={open ? `Hide what came through ${name}` : `Show what came through ${name}`}
          onClick={() => setOpen(!open)}
        >
          {open ? 'Hide' : 'Show what came'}
        </Button>
        {open && <SourceDetails source={source} />}
      </div>
    </li>
  );
}
