import { Button, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { TableContent } from '../api/points-tables.js';
import { counted } from '../words/numbers.js';
import classes from './points.module.css';
import { useSaveTable } from './points-queries.js';

const LEAST_CHARACTERS = 3;

interface SaveBarProps {
  /** The version that was changed. */
  readonly base: number;
  readonly table: TableContent;
  readonly changes: number;
  readonly isOvertaken: boolean;
  readonly onForget: () => void;
}

/** What was changed becomes a version, with the reason that others will read. */
export function SaveBar({ base, table, changes, isOvertaken, onForget }: SaveBarProps) {
  const [reason, setReason] = useState('');
  const saving = useSaveTable(onForget);
  const isReady = reason.trim().length >= LEAST_CHARACTERS && !isOvertaken;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isReady) saving.mutate({ base, content: table, reason: reason.trim() });
  };
  return (
    <form className={classes.bar} onSubmit={submit} aria-label="Save">
      <Text fw={650} role="status">
        {counted(changes, 'change')}
      </Text>
      <TextInput
        aria-label="Why does it change?"
        placeholder="Why does it change?"
        value={reason}
        onChange={({ currentTarget: { value } }) => setReason(value)}
        maxLength={2_000}
        autoComplete="off"
        className={classes.reason!}
      />
      <Button type="submit" disabled={!isReady} loading={saving.isPending}>
        Save
      </Button>
      <Button variant="default" onClick={onForget}>
        Discard
      </Button>
    </form>
  );
}
