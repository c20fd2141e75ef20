import { NativeSelect, NumberInput } from '@mantine/core';
import { type Counting, countings } from '../api/points-tables.js';
import { countingWords, type Limits } from './activity-words.js';

const numbers = [
  { name: 'atMostPerDay', label: 'Times a day, at most' },
  { name: 'atMostPoints', label: 'Points in all, at most' },
  { name: 'halfLifeDays', label: 'Halves every … days' },
] as const;

interface ActivityFieldsProps {
  readonly limits: Limits;
  readonly onChange: (limits: Limits) => void;
}

/** How often something counts, how far, and how soon it is forgotten. What is left empty has no limit. */
export function ActivityFields({ limits, onChange }: ActivityFieldsProps) {
  const put = (name: (typeof numbers)[number]['name'], typed: string | number) =>
    onChange({ ...limits, [name]: typed === '' ? undefined : Number(typed) });
  return (
    <>
      <NativeSelect
        label="Counts"
        value={limits.counts}
        onChange={({ currentTarget: { value } }) => onChange({ ...limits, counts: value as Counting })}
        data={countings.map((value) => ({ value, label: countingWords[value] }))}
      />
      {numbers.map(({ name, label }) => (
        <NumberInput
          key={name}
          label={label}
          placeholder="no limit"
          value={limits[name] ?? ''}
          onChange={(value) => put(name, value)}
          min={1}
          allowNegative={false}
          w={170}
        />
      ))}
    </>
  );
}
