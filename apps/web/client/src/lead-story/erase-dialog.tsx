import { Button, List, Stack, Text, Textarea } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { erase, fetchErasure } from '../api/erasures.js';
import { Dialog } from '../shell/dialog.js';
import { ProblemAlert } from '../shell/problem-alert.js';

const SHORTEST = 3;
const LOOK_AGAIN_MS = 1_000;

interface EraseDialogProps {
  readonly leadId: string;
  readonly name: string;
  readonly opened: boolean;
  /** @param erased whether the person is gone. */
  readonly onClose: (erased: boolean) => void;
}

/** Says what is deleted and what stays, asks why, and shows each service confirming. */
export function EraseDialog({ leadId, name, opened, onClose }: EraseDialogProps) {
  const erasing = useMutation({ mutationFn: (reason: string) => erase(leadId, reason) });
  const gone = erasing.data !== undefined;
  return (
    <Dialog opened={opened} onClose={() => onClose(gone)} title={gone ? 'Erased' : `Erase ${name}?`}>
      {erasing.data ? (
        <Confirmations leadId={erasing.data.leadId} onDone={() => onClose(true)} />
      ) : (
        <Stack>
          <Text>
            Everything that is kept of this person is deleted, in every service, for good: who they are, what was heard of
            them, decisions, what reps wrote, and the story. The numbers of marketing and sales stay as they are.
          </Text>
          {erasing.error && <ProblemAlert error={erasing.error} />}
          <ReasonForm busy={erasing.isPending} onReason={(reason) => erasing.mutate(reason)} />
        </Stack>
      )}
    </Dialog>
  );
}

function ReasonForm({ busy, onReason }: { readonly busy: boolean; readonly onReason: (reason: string) => void }) {
  const [reason, setReason] = useState('');
  const enough = reason.trim().length >= SHORTEST;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (enough) onReason(reason.trim());
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <Textarea
          label="Why?"
          description="This is kept: name the request, not the person"
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          maxLength={500}
          autosize
          minRows={2}
          data-autofocus
        />
        <Button type="submit" color="red" disabled={!enough} loading={busy} ml="auto">
          Erase for good
        </Button>
      </Stack>
    </form>
  );
}

function Confirmations({ leadId, onDone }: { readonly leadId: string; readonly onDone: () => void }) {
  const progress = useQuery({
    queryKey: ['erasure', leadId],
    queryFn: ({ signal }) => fetchErasure(leadId, signal),
    refetchInterval: ({ state: { data } }) =>
      data && Object.values(data.confirmed).every(Boolean) ? false : LOOK_AGAIN_MS,
  });
  const services = Object.entries(progress.data?.confirmed ?? {});
  return (
    <Stack>
      <List aria-label="Which services have confirmed" aria-live="polite">
        <List.Item>ingest has forgotten</List.Item>
        {services.map(([service, at]) => (
          <List.Item key={service}>{at ? `${service} has forgotten` : `${service} has not confirmed yet`}</List.Item>
        ))}
      </List>
      <Button onClick={onDone} ml="auto" data-autofocus>
        Done
      </Button>
    </Stack>
  );
}
