import { stripVTControlCharacters } from 'node:util';
import { type Paint, plain } from './paint.js';

export interface Column {
  readonly title: string;
  /** Numbers stand right. Left unless told. */
  readonly align?: 'right';
}

const GAP = '  ';

/** Rows under titles, in columns as wide as they need. Cells may be painted. Lines carry no blanks at their end. */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[], paint: Paint = plain): string {
  const titles = columns.map(({ title }) => title.toUpperCase());
  const widths = titles.map((title, index) =>
    Math.max(...[title, ...rows.map((row) => row[index] ?? '')].map(visibleLength)),
  );
  const line = (cells: readonly string[]) =>
    columns.map(({ align }, index) => pad(cells[index] ?? '', widths[index]!, align)).join(GAP).trimEnd();
  return [paint('quiet', line(titles)), ...rows.map(line)].join('\n');
}

function pad(cell: string, width: number, align: Column['align']): string {
  const blanks = ' '.repeat(Math.max(0, width - visibleLength(cell)));
  return align === 'right' ? blanks + cell : cell + blanks;
}

function visibleLength(cell: string): number {
  return [...stripVTControlCharacters(cell)].length;
}
