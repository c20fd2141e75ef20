import { TextInput } from '@mantine/core';
import type { SeenPath } from '../api/field-maps.js';
import type { FieldMap } from '../api/sources.js';
import classes from './field-map.module.css';
import { furtherPaths, pathOf, type Target, withPath } from './target-path.js';
import { targetGroups } from './targets.js';

interface FieldRowsProps {
  readonly map: FieldMap;
  readonly paths: readonly SeenPath[];
  readonly onChange: (map: FieldMap) => void;
}

const SEEN = 'seen-paths';

/** Where each field stands in a body, with the paths that real deliveries have to choose from. */
export function FieldRows({ map, paths, onChange }: FieldRowsProps) {
  return (
    <>
      <datalist id={SEEN}>
        {paths.map(({ path }) => (
          <option key={path} value={path} />
        ))}
      </datalist>
      {targetGroups.map(({ title, targets }) => (
        <fieldset key={title} className={classes.group}>
          <legend>{title}</legend>
          {targets.map((target) => (
            <FieldRow key={target.field} map={map} target={target} onChange={onChange} />
          ))}
        </fieldset>
      ))}
    </>
  );
}

function FieldRow({ map, target, onChange }: Omit<FieldRowsProps, 'paths'> & { readonly target: Target }) {
  const further = furtherPaths(map, target);
  return (
    <TextInput
      label={target.label}
      description={further.length > 0 ? `else ${further.join(', ')}` : undefined}
      value={pathOf(map, target) ?? ''}
      onChange={({ currentTarget: { value } }) => onChange(withPath(map, target, value === '' ? null : value))}
      list={SEEN}
      placeholder="not read"
      maxLength={300}
      autoComplete="off"
      spellCheck={false}
      classNames={{ root: classes.row!, input: classes.path!, label: classes.label! }}
    />
  );
}
