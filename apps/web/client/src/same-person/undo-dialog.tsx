import { Button, Stack, Text, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { Merge } from '../api/reviews.js';
import { Dialog } from '../shell/dialog.js';

const SHORTEST = 3;

interface UndoDialogProps {
  /** Null while nobody asks to. */
  readonly merge: Merge | null;
  readonly onCancel: () => void;
  readonly onUndo: (merge: Merge, reason: string) => void;
}

/** Why the two are not one after all. */
export function UndoDialog({ merge, onCancel, onUndo }: UndoDialogProps) {
  return (
    <Dialog opened={merge !== null} onClose={onCancel} title="Two people after all?">
      {merge && <ReasonForm merge={merge} onReason={(reason) => onUndo(merge, reason)} />}
    </Dialog>
  );
}

function ReasonForm({ merge, onReason }: { readonly merge: Merge; readonly onReason: (reason: string) => void }) {
  const [reason, setReason] = useState('');
  const enough = reason.trim().length >= SHORTEST;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (enough) onReason(reason.trim());
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <Text size="sm">
          {merge.survivor.email} and {merge.loser.email} become two leads again, each with what was said of them then
          and since. Baton will not ask about them again.
        </Text>
        <Textarea
          label="Why are they two?"
          description="For whoever looks at it later"
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          maxLength={2000}
          autosize
          minRows={2}
          data-autofocus
        />
        <Button type="submit" disabled={!enough} ml="auto">
          Make them two
        </Button>
      </Stack>
    </form>
  );
}
