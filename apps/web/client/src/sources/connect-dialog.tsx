import { Button, Code, NativeSelect, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { Platform, WebhookSource } from '../api/sources.js';
import { CopyButton } from '../shell/copy-button.js';
import { Dialog } from '../shell/dialog.js';
import { capitalised } from '../words/capitalised.js';
import { DeliveryList } from './delivery-list.js';
import { useCreateSource, usePlatforms } from './source-queries.js';

interface ConnectDialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** From a platform's name to its first delivery. */
export function ConnectDialog({ opened, onClose }: ConnectDialogProps) {
  const [made, setMade] = useState<WebhookSource | null>(null);
  const close = () => {
    setMade(null);
    onClose();
  };
  return (
    <Dialog opened={opened} onClose={close} size="lg" title={made ? `Connect ${made.name}` : 'Connect a platform'}>
      {opened && (made ? <LastSteps source={made} onDone={close} /> : <ConnectForm onMade={setMade} />)}
    </Dialog>
  );
}

function ConnectForm({ onMade }: { readonly onMade: (source: WebhookSource) => void }) {
  const { data: platforms = [] } = usePlatforms();
  const [chosen, setChosen] = useState('');
  const [name, setName] = useState('');
  const [secret, setSecret] = useState('');
  const [accessToken, setAccessToken] = useState('');
  const creating = useCreateSource();
  const platform = platforms.find(({ id }) => id === chosen) ?? platforms[0];
  if (platform === undefined) return <Text>Looking up the platforms…</Text>;
  const complete = name.trim() !== '' && (platform.makesSecret || secret.trim() !== '');

  const submit = (event: FormEvent) => {
    event.preventDefault();
    creating.mutate(
      {
        provider: platform.id,
        name: name.trim(),
        secrets: secret.trim() === '' ? [] : [secret.trim()],
        ...(platform.needsApiAccess && accessToken.trim() !== '' ? { api: { accessToken: accessToken.trim() } } : {}),
      },
      { onSuccess: onMade },
    );
  };

  return (
    <form onSubmit={submit}>
      <Stack>
        <NativeSelect
          label="Platform"
          data={platforms.map(({ id, title }) => ({ value: id, label: title }))}
          value={platform.id}
          onChange={(event) => setChosen(event.currentTarget.value)}
          data-autofocus
        />
        <TextInput
          label="Name"
          description="What you call it, e.g. “Website forms”"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          maxLength={200}
        />
        <PasswordInput
          label="Secret"
          description={`${capitalised(platform.secret)}${platform.makesSecret ? '. Leave it empty, and Baton makes one' : ''}`}
          value={secret}
          onChange={(event) => setSecret(event.currentTarget.value)}
          maxLength={500}
          autoComplete="off"
        />
        {platform.needsApiAccess && (
          <PasswordInput
            label="Access token"
            description="This platform tells ids alone: Baton fetches the rest with it. It can be given later"
            value={accessToken}
            onChange={(event) => setAccessToken(event.currentTarget.value)}
            autoComplete="off"
          />
        )}
        <WhereItGoes platform={platform} />
        <Button type="submit" disabled={!complete} loading={creating.isPending} ml="auto">
          Make the address
        </Button>
      </Stack>
    </form>
  );
}

function WhereItGoes({ platform }: { readonly platform: Platform }) {
  return (
    <>
      <Text size="sm" c="dimmed">
        The address goes here: {platform.setup}. {platform.title} sends again what could not be delivered:{' '}
        {platform.retries}.
      </Text>
      {platform.payloadTemplate && (
        <div>
          <Text size="sm">Its payload template, to be pasted as well:</Text>
          <Code block tabIndex={0}>
            {platform.payloadTemplate}
          </Code>
          <CopyButton text={platform.payloadTemplate} what="payload template" />
        </div>
      )}
    </>
  );
}

function LastSteps({ source, onDone }: { readonly source: WebhookSource; readonly onDone: () => void }) {
  return (
    <Stack>
      <Shown label="Paste this address into the platform" text={source.url} what="address" />
      {source.generatedSecret && (
        <Shown
          label="And this secret. It is shown this once"
          text={source.generatedSecret}
          what="secret"
        />
      )}
      <Text>Then send a test delivery from there. It shows up here as soon as it is verified.</Text>
      <DeliveryList sourceId={source.id} empty="Waiting for the first delivery…" />
      <Button onClick={onDone} ml="auto">
        Done
      </Button>
    </Stack>
  );
}

function Shown({ label, text, what }: { readonly label: string; readonly text: string; readonly what: string }) {
  return (
    <div>
      <Text size="sm">{label}</Text>
      <Code block style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
        {text}
      </Code>
      <CopyButton text={text} what={what} />
    </div>
  );
}
