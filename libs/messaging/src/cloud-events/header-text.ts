const PREFIX = 'base64:';

/** A header as text that Postgres can keep: what is no clean UTF-8 text, or holds a NUL, is kept as base64. */
export function headerText(bytes: Buffer): string {
  const text = bytes.toString('utf8');
  const isText = !text.includes('\0') && !text.startsWith(PREFIX) && Buffer.from(text, 'utf8').equals(bytes);
  return isText ? text : PREFIX + bytes.toString('base64');
}

/** The bytes that `headerText` was made from. */
export function headerBytes(text: string): Buffer {
  return text.startsWith(PREFIX)
    ? Buffer.from(text.slice(PREFIX.length), 'base64')
    : Buffer.from(text, 'utf8');
}
