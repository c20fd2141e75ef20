/** Message and stack as text that Postgres can keep: it takes no NUL. */
export function describeError(error: unknown): { message: string; stack: string | null } {
  if (!(error instanceof Error)) return { message: clean(String(error)), stack: null };
  return { message: clean(error.message || error.name), stack: error.stack ? clean(error.stack) : null };
}

function clean(text: string): string {
  return text.replaceAll('\0', '');
}
