import { objectOf, parseJson } from '../body/json.js';
import { applyFieldMap } from '../field-map/apply-field-map.js';
import { mapOver, usualColumns } from '../field-map/default-field-map.js';
import { bodyKey } from './constant-time.js';
import { type Provider, refused } from './provider.js';

/** On a delivery that is a row of a file: which row of which file. */
export const IMPORT_HEADER = 'x-baton-import';

/** The same for the same row of the same file. @param file what its bytes are known by, such as their hash. */
export function rowKey(file: string, line: number): string {
  return bodyKey(`${file}\n${line}`);
}

/** Rows of a file, each a delivery with the body `{column: text}`. They come through the API, which knows who sends. */
export const csvImport: Provider = {
  id: 'csv-import',
  takesFieldMap: true,

  verify() {
    return refused('rows of a file are imported through the API, and nothing is posted to this address');
  },

  read({ headers, body: raw }, source) {
    const body = parseJson(raw);
    if (!body.ok) return { ok: false, because: 'the body is not JSON' };
    const map = mapOver(usualColumns(Object.keys(objectOf(body.value))), source.fieldMap);
    const event = applyFieldMap(body.value, map, {
      dedupeKey: headers[IMPORT_HEADER] ?? bodyKey(raw),
      owner: `csv-import:${source.id}`,
    });
    const { prompted } = event.passport;
    const touch = { kind: prompted?.kind ?? 'import', says: prompted?.says ?? 'Came in with a file' };
    return { ok: true, events: [{ ...event, touch: { ...event.touch, ...touch } }] };
  },
};
