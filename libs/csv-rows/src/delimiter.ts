const DELIMITERS = [',', ';', '\t', '|'] as const;

/** What stands between the columns: what the header has most of, outside quotes. @param head the beginning of a file. */
export function delimiterOf(head: string): string {
  const unquoted = head.replace(/"[^"]*"/g, '');
  const header = /[^\r\n]+/.exec(unquoted)?.[0] ?? '';
  const count = (delimiter: string) => header.split(delimiter).length;
  return DELIMITERS.reduce((most, each) => (count(each) > count(most) ? each : most));
}
