import { NativeSelect, TextInput } from '@mantine/core';
import type { FieldMap } from '../api/sources.js';
import classes from './field-map.module.css';
import { pathOf, type Target, withPath } from './target-path.js';

const notations = [
  { field: 'dateFormat', label: 'Dates', placeholder: 'e.g. dd/MM/yyyy' },
  { field: 'timeZone', label: 'Times without a zone', placeholder: 'UTC, e.g. Europe/Berlin' },
  { field: 'currency', label: 'Sums without a currency', placeholder: 'e.g. EUR' },
  { field: 'phoneCountry', label: 'Phones without a prefix', placeholder: 'e.g. DE' },
] as const;

const decimal: Target = { group: null, field: 'decimal', label: 'Before the fraction of a sum' };

interface NotationFieldsProps {
  readonly map: FieldMap;
  readonly onChange: (map: FieldMap) => void;
}

/** How dates, sums and phone numbers are written there: what could mean two things is refused without. */
export function NotationFields({ map, onChange }: NotationFieldsProps) {
  const change = (target: Target, value: string) => onChange(withPath(map, target, value === '' ? null : value));
  return (
    <fieldset className={classes.group}>
      <legend>How things are written</legend>
      {notations.map(({ placeholder, ...named }) => {
        const target = { group: null, ...named };
        return (
          <TextInput
            key={target.field}
            label={target.label}
            value={pathOf(map, target) ?? ''}
            onChange={({ currentTarget: { value } }) => change(target, value)}
            placeholder={placeholder}
            autoComplete="off"
            spellCheck={false}
            classNames={{ root: classes.row!, label: classes.label! }}
          />
        );
      })}
      <NativeSelect
        label={decimal.label}
        data={[
          { value: '', label: 'as it can be told' },
          { value: ',', label: 'a comma: 1.234,50' },
          { value: '.', label: 'a point: 1,234.50' },
        ]}
        value={pathOf(map, decimal) ?? ''}
        onChange={({ currentTarget: { value } }) => change(decimal, value)}
        classNames={{ root: classes.row!, label: classes.label! }}
      />
    </fieldset>
  );
}
