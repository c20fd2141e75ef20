import { Textarea } from '@mantine/core';
import { useState } from 'react';
import type { FieldMap } from '../api/sources.js';
import classes from './field-map.module.css';

interface MapAsJsonProps {
  readonly map: FieldMap;
  readonly onChange: (map: FieldMap) => void;
}

/** The whole map as it is kept, for what no row can say: consents, deals, several paths, words for an answer. */
export function MapAsJson({ map, onChange }: MapAsJsonProps) {
  const [text, setText] = useState(() => JSON.stringify(map, null, 2));
  const type = (typed: string) => {
    setText(typed);
    const read = mapIn(typed);
    if (read !== null) onChange(read);
  };
  return (
    <Textarea
      label="The field map as JSON"
      value={text}
      onChange={({ currentTarget: { value } }) => type(value)}
      error={mapIn(text) === null ? 'This is no JSON object: what was typed last is not tried.' : undefined}
      autosize
      minRows={16}
      spellCheck={false}
      classNames={{ input: classes.path! }}
    />
  );
}

function mapIn(text: string): FieldMap | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as FieldMap) : null;
  } catch {
    return null;
  }
}
