import type { FileRow, TakenRows } from '@baton/csv-rows';
import { post } from './request.js';
import type { FieldMap } from './sources.js';

interface Answer {
  readonly says: string;
}

/** How a row would be read, as far as it is shown. */
export type RowReading =
  | { readonly line: number; readonly ok: false; readonly because: string }
  | {
      readonly line: number;
      readonly ok: true;
      readonly reads: {
        readonly person: Partial<Record<'email' | 'fullName' | 'givenName' | 'familyName' | 'title', string>>;
        readonly company: { readonly name?: string };
        readonly passport: {
          readonly whereFrom: Answer | null;
          readonly content: readonly Answer[];
          readonly prompted: Answer | null;
        };
      };
    };

export interface Preview {
  /** By which map, where none was given: made of the columns that have usual names. */
  readonly fieldMap: FieldMap;
  readonly rows: readonly RowReading[];
}

export const previewRows = (fieldMap: FieldMap | null, rows: readonly FileRow[]) =>
  post<Preview>('/api/ingest/rows/preview', { fieldMap, rows });

export const sendRows = (sourceId: string, file: string, rows: readonly FileRow[]) =>
  post<TakenRows>(`/api/ingest/sources/${sourceId}/rows`, { file, rows });
