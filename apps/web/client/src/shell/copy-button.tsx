import { ActionIcon } from '@mantine/core';
import { useState } from 'react';
import { CheckIcon, CopyIcon } from './icons.js';

const SHOWN_MS = 1_500;

/** @param what names what is copied, e.g. `lead id`. */
export function CopyButton({ text, what }: { readonly text: string; readonly what: string }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await copyText(text);
    setCopied(true);
    setTimeout(() => setCopied(false), SHOWN_MS);
  };
  const label = copied ? 'Copied' : `Copy ${what}`;
  return (
    <ActionIcon
      variant="subtle"
      color={copied ? 'baton' : 'gray'}
      aria-label={label}
      title={label}
      onClick={() => void copy()}
    >
      {copied ? <CheckIcon /> : <CopyIcon />}
    </ActionIcon>
  );
}

async function copyText(text: string): Promise<void> {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  // Browsers keep the clipboard from pages that came over plain http.
  const area = Object.assign(document.createElement('textarea'), { value: text });
  document.body.append(area);
  area.select();
  document.execCommand('copy');
  area.remove();
}
