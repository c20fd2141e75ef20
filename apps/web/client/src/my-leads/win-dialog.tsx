import type { Money } from '@baton/contracts';
import { Button, Group, NativeSelect, TextInput } from '@mantine/core';
import type { FormEvent } from 'react';
import type { LeadInHand } from '../api/leads.js';
import { Dialog } from '../shell/dialog.js';
import { minorDigits } from '../words/numbers.js';
import { nameOf } from './who.js';

const CURRENCIES = ['EUR', 'USD', 'GBP', 'CHF', 'NOK', 'SEK', 'DKK', 'PLN', 'CAD', 'AUD', 'JPY'];
const LAST_CURRENCY = 'baton-currency';

interface WinDialogProps {
  readonly lead: LeadInHand | null;
  readonly onClose: () => void;
  readonly onWin: (lead: LeadInHand, amount: Money) => void;
}

/** The deal is won: for how much? */
export function WinDialog({ lead, onClose, onWin }: WinDialogProps) {
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const currency = String(form.get('currency'));
    localStorage.setItem(LAST_CURRENCY, currency);
    const amountMinor = Math.round(Number(form.get('amount')) * 10 ** minorDigits(currency));
    if (lead) onWin(lead, { amountMinor, currency });
  };
  return (
    <Dialog opened={lead !== null} onClose={onClose} title={lead ? `Won: ${nameOf(lead.person)}` : ''}>
      <form onSubmit={submit}>
        <Group align="end" wrap="nowrap">
          <TextInput
            name="amount"
            type="number"
            inputMode="decimal"
            min="0"
            step="any"
            label="What is it worth?"
            description="The whole deal, as signed"
            required
            withAsterisk={false}
            data-autofocus
            flex={1}
          />
          <NativeSelect
            name="currency"
            label="Currency"
            data={CURRENCIES}
            defaultValue={localStorage.getItem(LAST_CURRENCY) ?? 'EUR'}
            w={96}
          />
        </Group>
        <Group mt="lg" justify="flex-end">
          <Button type="submit">Save</Button>
        </Group>
      </form>
    </Dialog>
  );
}
