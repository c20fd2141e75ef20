const ADDRESSES = /[^\s@"'`<>()[\]{},;:=]+@[^\s@"'`<>()[\]{},;:=]+/g;
const TELEPHONES = /\+\d[\d ().-]{5,}\d/g;
/** Postgres quotes what it could not read. */
const QUOTED_BY_POSTGRES = /(invalid input syntax for type [^:]+: )".*"/g;

/** Hides addresses and telephone numbers in what an error says; its words stay. */
export function maskSentence(text: string): string {
  return text
    .replaceAll(QUOTED_BY_POSTGRES, '$1"…"')
    .replaceAll(ADDRESSES, '…@…')
    .replaceAll(TELEPHONES, '+…');
}
