import { Anchor, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { count, counted } from '../words/numbers.js';
import classes from './import.module.css';
import type { Progress } from './send-file.js';

interface RefusedListProps {
  readonly progress: Progress;
  readonly fileName: string;
}

/** Which rows were refused and why, and all of them as a file to be mended. */
export function RefusedList({ progress: { refused, firstRefused, report }, fileName }: RefusedListProps) {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    // With the mark, Excel reads it as UTF-8.
    const made = URL.createObjectURL(new Blob(['\uFEFF', ...report], { type: 'text/csv' }));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [report]);
  return (
    <>
      <Text>
        {counted(refused, 'row')} refused.{' '}
        <Anchor href={url} download={`${fileName}.refused.csv`} underline="always">
          Save them as a file
        </Anchor>
        , mend it, and import it.
      </Text>
      <ul className={classes.reasons} aria-label="Refused rows">
        {firstRefused.map(({ line, because }) => (
          <li key={line}>
            Line {line}: {because}
          </li>
        ))}
        {refused > firstRefused.length && <li>… and {count(refused - firstRefused.length)} more</li>}
      </ul>
    </>
  );
}
