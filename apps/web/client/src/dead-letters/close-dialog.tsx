import { Button, Stack, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { Dialog } from '../shell/dialog.js';
import { counted } from '../words/numbers.js';

const SHORTEST = 3;

interface CloseDialogProps {
  /** How many would be closed; null while nobody asks to. */
  readonly count: number | null;
  readonly onCancel: () => void;
  readonly onClose: (note: string) => void;
}

/** Why nothing more has to be done. */
export function CloseDialog({ count, onCancel, onClose }: CloseDialogProps) {
  return (
    <Dialog
      opened={count !== null}
      onClose={onCancel}
      title={count === null ? '' : `Close ${counted(count, 'dead letter')}`}
    >
      {count !== null && <NoteForm onNote={onClose} />}
    </Dialog>
  );
}

function NoteForm({ onNote }: { readonly onNote: (note: string) => void }) {
  const [note, setNote] = useState('');
  const enough = note.trim().length >= SHORTEST;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (enough) onNote(note.trim());
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <Textarea
          label="Why does nothing more have to be done?"
          description="For whoever looks at it later"
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
          maxLength={2000}
          autosize
          minRows={2}
          data-autofocus
        />
        <Button type="submit" disabled={!enough} ml="auto">
          Close
        </Button>
      </Stack>
    </form>
  );
}
