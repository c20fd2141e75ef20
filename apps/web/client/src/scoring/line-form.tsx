import { Button, NumberInput, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { NewLine, Plan, Target } from '../api/planner.js';
import { percent } from '../words/numbers.js';
import classes from './how-many.module.css';
import { useSetLine } from './line-queries.js';

const LEAST_CHARACTERS = 3;
const USUAL_SAMPLE = 2;
const MOST_SAMPLE = 50;
const MOST_WEEKS = 13;

interface LineFormProps {
  readonly target: Target;
  /** In percent, or leads a week. */
  readonly value: number;
  readonly plan: Plan;
}

/** Lets the line that was found rule: at once or after a trial, for good or for a while. */
export function LineForm({ target, value, plan }: LineFormProps) {
  const [reason, setReason] = useState('');
  const [until, setUntil] = useState('');
  const [weeks, setWeeks] = useState<number | ''>('');
  const [sample, setSample] = useState(USUAL_SAMPLE);
  const setting = useSetLine(() => setReason(''));
  const wanted = wantedBy(target, value, plan);
  const isReady = wanted !== null && reason.trim().length >= LEAST_CHARACTERS;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isReady) return;
    setting.mutate({
      ...wanted,
      sampleShare: sample / 100,
      ...(until === '' ? {} : { until: new Date(`${until}T23:59:59`).toISOString() }),
      ...(weeks === '' ? {} : { dryRunWeeks: weeks }),
      reason: reason.trim(),
    });
  };
  return (
    <form onSubmit={submit} aria-label="Set the line" className={classes.form}>
      <div className={classes.terms}>
        <NumberInput
          label="Weeks of trial first"
          placeholder="rules at once"
          value={weeks}
          onChange={(typed) => setWeeks(typeof typed === 'number' ? typed : '')}
          min={1}
          max={MOST_WEEKS}
          allowDecimal={false}
        />
        <TextInput
          type="date"
          label="Only until"
          value={until}
          onChange={({ currentTarget }) => setUntil(currentTarget.value)}
        />
        <NumberInput
          label="Below it, by chance"
          suffix=" %"
          value={sample}
          onChange={(typed) => typeof typed === 'number' && setSample(typed)}
          min={0}
          max={MOST_SAMPLE}
        />
      </div>
      <TextInput
        label="Why?"
        value={reason}
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
        maxLength={2_000}
        autoComplete="off"
        mt="sm"
      />
      <Button type="submit" mt="sm" disabled={!isReady} loading={setting.isPending}>
        {weeks === '' ? 'Let it rule' : 'Try it'}
        {target === 'quality' && wanted?.share !== undefined && `: the best ${percent(wanted.share)}`}
      </Button>
    </form>
  );
}

/** A quality is kept as the share of leads that has it. */
function wantedBy(
  target: Target,
  value: number,
  { lastQuarter }: Plan,
): Pick<NewLine, 'kind' | 'share' | 'perWeek'> | null {
  if (target === 'capacity') return { kind: 'capacity', perWeek: value };
  if (target === 'share') return { kind: 'share', share: value / 100 };
  return lastQuarter && { kind: 'share', share: lastQuarter.share };
}
