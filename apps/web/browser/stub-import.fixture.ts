import type { ServerResponse } from 'node:http';
import { asJson, type SeenRequest } from '../server/test/stub-upstream.fixture.js';

interface Row {
  readonly line: number;
  readonly fields: Readonly<Record<string, string>>;
}

/** Ingest, as far as the import of files asks it. */
export class StubImport {
  /** The lines that were taken, as they came. */
  readonly lines: number[] = [];
  readonly files = new Set<string>();
  /** How many times it is too busy for rows. */
  busy = 0;

  /** @returns whether the question was about rows. */
  answer({ url, body }: SeenRequest, response: ServerResponse): boolean {
    if (url === '/rows/preview') {
      asJson(response, 200, preview(JSON.parse(body.toString())));
      return true;
    }
    if (!url.endsWith('/rows')) return false;
    if (this.busy > 0) {
      this.busy -= 1;
      asJson(response, 503, { title: 'Not available now', status: 503 }, { 'retry-after': '1' });
      return true;
    }
    const { file, rows } = JSON.parse(body.toString()) as { file: string; rows: Row[] };
    this.files.add(file);
    this.lines.push(...rows.map(({ line }) => line));
    const refused = rows.filter(({ fields }) => !fields['Email']?.includes('@'));
    asJson(response, 200, {
      stored: rows.length - refused.length,
      refused: refused.map(({ line }) => ({ line, because: 'no e-mail address' })),
    });
    return true;
  }
}

function preview({ fieldMap, rows }: { fieldMap: Record<string, Record<string, string>> | null; rows: Row[] }) {
  const usual = { person: { email: ['Email'], fullName: ['Name'] }, company: {}, passport: {} };
  const firm = fieldMap?.['company']?.['name'];
  return {
    fieldMap: fieldMap ?? usual,
    rows: rows.map(({ line, fields }) =>
      fields['Email']?.includes('@')
        ? {
            line,
            ok: true,
            reads: {
              person: { email: fields['Email'], fullName: fields['Name'] },
              company: firm === undefined ? {} : { name: fields[firm] },
              passport: { whereFrom: null, content: [], prompted: null },
            },
          }
        : { line, ok: false, because: 'no e-mail address' },
    ),
  };
}
