import type { Rejection, RejectionReasonCode } from '@baton/contracts';
import { Button, Chip, Group, Kbd, Text, Textarea } from '@mantine/core';
import { type FormEvent, type KeyboardEvent, useState } from 'react';
import type { LeadInHand } from '../api/leads.js';
import { Dialog } from '../shell/dialog.js';
import { ProblemAlert } from '../shell/problem-alert.js';
import { Waiting } from '../shell/shell.js';
import { useRejectionReasons } from './lead-queries.js';
import classes from './dialogs.module.css';
import { nameOf } from './who.js';

/** Those that sales gives most often; the number keys are theirs. */
const FIRST: readonly RejectionReasonCode[] = [
  'NOT_DECISION_ROLE',
  'NOT_READY_RESEARCHING',
  'NO_NEED',
  'BAD_TIMING',
  'NO_BUDGET',
  'NOT_ICP_SIZE',
  'NOT_ICP_INDUSTRY',
  'STUDENT_OR_JOBSEEKER',
  'BAD_CONTACT_DATA',
];
const OTHER = 'OTHER' satisfies RejectionReasonCode;
const OTHER_MIN_CHARACTERS = 20;

interface RejectDialogProps {
  readonly lead: LeadInHand | null;
  readonly onClose: () => void;
  readonly onReject: (lead: LeadInHand, rejection: Rejection) => void;
}

/** Why not: one reason and go. */
export function RejectDialog({ lead, onClose, onReject }: RejectDialogProps) {
  return (
    <Dialog
      opened={lead !== null}
      onClose={onClose}
      title={lead ? `Why not ${nameOf(lead.person)}?` : ''}
      size="lg"
    >
      {lead && <RejectForm key={lead.leadId} onReject={(rejection) => onReject(lead, rejection)} />}
    </Dialog>
  );
}

function RejectForm({ onReject }: { readonly onReject: (rejection: Rejection) => void }) {
  const { data: reasons, error, refetch } = useRejectionReasons();
  const [chosen, setChosen] = useState<RejectionReasonCode[]>([]);
  const [comment, setComment] = useState('');
  const [all, setAll] = useState(false);
  if (error) return <ProblemAlert error={error} onRetry={() => void refetch()} />;
  if (!reasons) return <Waiting />;

  const says = new Map(reasons.map((reason) => [reason.code, reason.says]));
  const first = FIRST.filter((code) => says.has(code));
  const rest = reasons.map(({ code }) => code).filter((code) => code !== OTHER && !first.includes(code));
  const other = chosen.includes(OTHER);
  const missing = other ? Math.max(0, OTHER_MIN_CHARACTERS - comment.trim().length) : 0;
  const ready = chosen.length > 0 && missing === 0;

  const toggle = (code: RejectionReasonCode) =>
    setChosen((before) =>
      before.includes(code) ? before.filter((each) => each !== code) : [...before, code],
    );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready) onReject({ reasons: chosen, ...(other ? { comment: comment.trim() } : {}) });
  };
  const onKey = (event: KeyboardEvent<HTMLFormElement>) => {
    if (event.target instanceof HTMLTextAreaElement) {
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit(event);
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const code = event.key === '0' ? OTHER : first[Number(event.key) - 1];
    if (code) {
      event.preventDefault();
      toggle(code);
    } else if (event.key === 'Enter' && !(event.target instanceof HTMLButtonElement)) {
      submit(event);
    }
  };

  const chip = (code: RejectionReasonCode, key?: string, focus = false) => (
    <Chip
      key={code}
      checked={chosen.includes(code)}
      onChange={() => toggle(code)}
      variant="outline"
      size="sm"
      data-autofocus={focus || undefined}
    >
      {key && (
        <span className={classes.key} aria-hidden="true">
          {key}
        </span>
      )}
      {says.get(code)}
    </Chip>
  );

  return (
    <form onSubmit={submit} onKeyDown={onKey}>
      <Group gap="xs" role="group" aria-label="Reasons">
        {first.map((code, index) => chip(code, String(index + 1), index === 0))}
        {all && rest.map((code) => chip(code))}
        {says.has(OTHER) && chip(OTHER, '0')}
      </Group>
      {!all && rest.length > 0 && (
        <Button variant="subtle" size="compact-sm" mt="sm" onClick={() => setAll(true)}>
          All reasons
        </Button>
      )}
      {other && (
        <Textarea
          mt="md"
          label="What is it?"
          description={
            missing > 0
              ? `In your own words; ${missing} more ${missing === 1 ? 'character' : 'characters'}`
              : 'In your own words'
          }
          autosize
          minRows={2}
          maxLength={2000}
          value={comment}
          onChange={(event) => setComment(event.currentTarget.value)}
          autoFocus
        />
      )}
      <Group justify="space-between" mt="lg" gap="sm">
        <Text size="sm" c="dimmed" className={classes.hint}>
          The first reason you choose counts as the main one. <Kbd>1</Kbd>–<Kbd>9</Kbd> choose,{' '}
          <Kbd>Enter</Kbd> rejects.
        </Text>
        <Button type="submit" color="red.8" disabled={!ready} ml="auto">
          Reject
        </Button>
      </Group>
    </form>
  );
}
