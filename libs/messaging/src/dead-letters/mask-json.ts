const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;
const MIDNIGHT = /T00:00:00(\.0+)?(Z|[+-])/;
const ADDRESS = /^[^\s@]+@[^\s@]+$/;
/** What somebody would call a field. Anything else that stands as a field's name may be a value: an address, a number. */
const FIELD_NAME = /^[\p{L}\p{N}_$][\p{L}\p{N} _.$:/()[\]-]{0,63}$/u;
const MANY_DIGITS = /\d{5}/;

/** The shortest number, in digits, that could ring somebody or say where they live. */
const TELLING_DIGITS = 7;
const DEEPEST = 40;
const HIDDEN = '…';

/**
 * Hides what a JSON value says and shows how it is built: the names of its fields, how many there are, of what type.
 * Nothing about the value has to be known. Kept are ids (UUIDs), instants, truth values and short numbers; of longer
 * texts the first letter: `j…@…` for an address, `J…` for a name.
 */
export function maskJson(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return maskText(value);
  if (typeof value === 'number') return maskNumber(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth === DEEPEST) return HIDDEN;
  if (Array.isArray(value)) return value.map((item) => maskJson(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, item], index) => [maskName(name, index), maskJson(item, depth + 1)]),
  );
}

/** Hides a text, unless it is an id or an instant. */
export function maskText(text: string): string {
  // A whole day is likelier a birthday than a moment at which something happened.
  if (UUID.test(text) || (INSTANT.test(text) && !MIDNIGHT.test(text))) return text;
  const letters = [...text];
  if (letters.length <= 3) return HIDDEN;
  return ADDRESS.test(text) ? `${letters[0]}…@…` : `${letters[0]}…`;
}

function maskNumber(value: number): number | string {
  const digits = String(value).replaceAll(/\D/g, '').length;
  return digits < TELLING_DIGITS ? value : `(a number of ${digits} digits)`;
}

function maskName(name: string, index: number): string {
  if (FIELD_NAME.test(name) && !MANY_DIGITS.test(name)) return name;
  // With its place, or two of them would become one.
  return `${maskText(name)} (field ${index + 1})`;
}
