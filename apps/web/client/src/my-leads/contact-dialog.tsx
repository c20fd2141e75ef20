import type { ContactAttempt } from '@baton/contracts';
import { Button, Chip, Group, Input, Stack } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { LeadInHand } from '../api/leads.js';
import { Dialog } from '../shell/dialog.js';
import { newUuid } from '../words/new-uuid.js';
import { nameOf } from './who.js';

const channels: Readonly<Record<ContactAttempt['channel'], string>> = {
  phone: 'Phone',
  email: 'E-mail',
  social: 'Social media',
  meeting: 'Meeting',
  other: 'Another way',
};
const outcomes: Readonly<Record<ContactAttempt['outcome'], string>> = {
  reached: 'Reached',
  'no-answer': 'No answer',
  'left-message': 'Left a message',
  replied: 'They replied',
  bounced: 'Bounced',
};

interface ContactDialogProps {
  readonly lead: LeadInHand | null;
  readonly onClose: () => void;
  readonly onContact: (lead: LeadInHand, contact: ContactAttempt & { attemptId: string }) => void;
}

/** How the rep tried to reach the person, and what came of it. */
export function ContactDialog({ lead, onClose, onContact }: ContactDialogProps) {
  return (
    <Dialog
      opened={lead !== null}
      onClose={onClose}
      title={lead ? `You tried to reach ${nameOf(lead.person)}` : ''}
    >
      {lead && <ContactForm key={lead.leadId} onContact={(contact) => onContact(lead, contact)} />}
    </Dialog>
  );
}

function ContactForm({
  onContact,
}: {
  readonly onContact: (contact: ContactAttempt & { attemptId: string }) => void;
}) {
  const [channel, setChannel] = useState<ContactAttempt['channel']>('phone');
  const [outcome, setOutcome] = useState<ContactAttempt['outcome'] | null>(null);
  // Made once a form, so that pressing twice counts as one attempt.
  const [attemptId] = useState(newUuid);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (outcome) onContact({ channel, outcome, attemptId });
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <Choice label="How" words={channels} chosen={channel} onChoose={setChannel} />
        <Choice label="What came of it" words={outcomes} chosen={outcome} onChoose={setOutcome} focus />
        <Button type="submit" disabled={!outcome} ml="auto">
          Save
        </Button>
      </Stack>
    </form>
  );
}

interface ChoiceProps<Value extends string> {
  readonly label: string;
  readonly words: Readonly<Record<Value, string>>;
  readonly chosen: Value | null;
  readonly onChoose: (value: Value) => void;
  readonly focus?: boolean;
}

function Choice<Value extends string>({ label, words, chosen, onChoose, focus = false }: ChoiceProps<Value>) {
  return (
    <Input.Wrapper label={label} labelElement="div">
      <Chip.Group value={chosen} onChange={(value) => onChoose(value as Value)}>
        <Group gap="xs" mt={4} role="radiogroup" aria-label={label}>
          {Object.entries<string>(words).map(([value, says], index) => (
            <Chip
              key={value}
              value={value}
              variant="outline"
              size="sm"
              data-autofocus={(focus && index === 0) || undefined}
            >
              {says}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
    </Input.Wrapper>
  );
}
