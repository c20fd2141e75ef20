/** How numbers are written: `1234.5`, `1,234.5`, or `1.234,5`. */
const FORMS: readonly { readonly pattern: RegExp; readonly plain: (text: string) => string }[] = [
  { pattern: /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i, plain: (text) => text },
  { pattern: /^[-+]?(\d{1,3}([,'’ ]\d{3})+|\d+)(\.\d+)?$/, plain: (text) => text.replace(/[,'’ ]/g, '') },
  {
    pattern: /^[-+]?(\d{1,3}([.'’ ]\d{3})+|\d+)(,\d+)?$/,
    plain: (text) => text.replace(/[.'’ ]/g, '').replace(',', '.'),
  },
];
const AROUND = /^[$€£¥₹\s]+|^(usd|eur|gbp|chf|inr)\s*|\s*(usd|eur|gbp|chf|inr)$|[%$€£¥₹\s]+$/giu;

/** Most of what is filled must be a number for a column to be one of numbers. */
const MOST = 0.9;

/**
 * Reads a column of numbers, all in the form that fits most of them.
 * @param filled its cells without blank ones
 * @returns what reads a cell, NaN where it is no number; `null` where the column is not one of numbers
 */
export function numberForm(filled: readonly string[], most = MOST): ((cell: string) => number) | null {
  if (filled.length === 0) return null;
  const readers = FORMS.map(({ pattern, plain }) => (cell: string): number => {
    const bare = cell.trim().replace(AROUND, '').replaceAll('\u00a0', ' ').replaceAll('\u202f', ' ');
    return pattern.test(bare) ? Number(plain(bare)) : Number.NaN;
  });
  const fits = readers.map((read) =>
    filled.reduce((sum, cell) => sum + Number(!Number.isNaN(read(cell))), 0),
  );
  const best = Math.max(...fits);
  return best >= most * filled.length ? readers[fits.indexOf(best)]! : null;
}
