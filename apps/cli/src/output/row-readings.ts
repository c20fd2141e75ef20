import type { Paint } from './paint.js';

/** How ingest would read a row, as far as it is shown. */
export type RowReading =
  | { readonly line: number; readonly ok: false; readonly because: string }
  | {
      readonly line: number;
      readonly ok: true;
      readonly reads: {
        readonly person: Fields;
        readonly company: Fields;
        readonly source: Fields;
        readonly consent: Fields;
        readonly attributes: Fields;
        readonly passport: {
          readonly whereFrom: Answer | null;
          readonly content: readonly Answer[];
          readonly prompted: Answer | null;
        };
      };
    };

type Fields = Readonly<Record<string, unknown>>;
interface Answer {
  readonly says: string;
}

/** A paragraph for each row: what Baton takes from it, and under which name. */
export function rowReadingsText(readings: readonly RowReading[], paint: Paint): string {
  return readings
    .map((reading) => {
      const title = paint('strong', `Line ${reading.line}`);
      if (!reading.ok) return `${title} ${paint('bad', 'refused')}: ${reading.because}`;
      const { person, company, source, consent, attributes, passport } = reading.reads;
      const lines = [
        ...linesOf('person', person),
        ...linesOf('company', company),
        ...linesOf('source', source),
        ...linesOf('consent', consent),
        ...linesOf('passport', {
          whereFrom: passport.whereFrom?.says,
          content: passport.content.map(({ says }) => says).join(', ') || undefined,
          prompted: passport.prompted?.says,
        }),
        ...linesOf('attributes', attributes),
      ];
      return [title, ...lines].join('\n');
    })
    .join('\n\n');
}

function linesOf(group: string, fields: Fields): string[] {
  return Object.entries(fields).flatMap(([name, value]) =>
    value === undefined || value === null || value === '' ? [] : [`  ${group}.${name}: ${String(value)}`],
  );
}
