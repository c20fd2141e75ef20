import { NativeSelect } from '@mantine/core';
import type { FieldMap } from '../api/sources.js';
import { columnOf, targets, withColumn } from './column-choice.js';
import classes from './import.module.css';

interface ColumnChoicesProps {
  readonly columns: readonly string[];
  readonly map: FieldMap;
  readonly onChange: (map: FieldMap) => void;
}

const NOWHERE = '';

/** Which column is what. The others are kept under their own names. */
export function ColumnChoices({ columns, map, onChange }: ColumnChoicesProps) {
  const choices = [
    { value: NOWHERE, label: 'Not in the file' },
    ...columns.map((name) => ({ value: name, label: name })),
  ];
  return (
    <fieldset className={classes.choices}>
      <legend>Which column is what</legend>
      {targets.map((target) => (
        <NativeSelect
          key={target.label}
          label={target.label}
          data={choices}
          value={columnOf(map, target) ?? NOWHERE}
          onChange={({ currentTarget: { value } }) =>
            onChange(withColumn(map, target, value === NOWHERE ? null : value))
          }
        />
      ))}
    </fieldset>
  );
}
