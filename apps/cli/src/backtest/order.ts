import { isPlaceholder } from '@baton/learning';
import { dateForm } from './dates.js';
import { numberForm } from './numbers.js';

export type ReadOrder =
  | {
      readonly ok: true;
      readonly kind: 'numbers' | 'dates';
      /** `null` where a row says nothing. */ readonly moments: readonly (number | null)[];
    }
  | {
      readonly ok: false;
      readonly because: 'unreadable';
      /** The first row that cannot be read. */ readonly row: number;
    }
  | { readonly ok: false; readonly because: 'blank' | 'one value' };

/** A few slips of the pen are no reason to refuse a file. */
const MOST = 0.99;

/** Reads the column by which rows are put in order: numbers that rise, or dates in any usual form. */
export function readOrder(cells: readonly string[]): ReadOrder {
  const filled = cells.filter((cell) => !isBlankCell(cell));
  if (filled.length === 0) return { ok: false, because: 'blank' };
  const numbers = numberForm(filled, MOST);
  const read = numbers ?? dateForm(filled, MOST);
  if (read === null) {
    const reads = dateForm(filled, 0.5) ?? numberForm(filled, 0.5) ?? (() => Number.NaN);
    return {
      ok: false,
      because: 'unreadable',
      row: cells.findIndex((cell) => !isBlankCell(cell) && Number.isNaN(reads(cell))),
    };
  }
  const moments = cells.map((cell) => {
    const moment = isBlankCell(cell) ? Number.NaN : read(cell);
    return Number.isNaN(moment) ? null : moment;
  });
  if (new Set(moments.filter((moment) => moment !== null)).size === 1)
    return { ok: false, because: 'one value' };
  return { ok: true, kind: numbers ? 'numbers' : 'dates', moments };
}

const isBlankCell = (cell: string): boolean => cell.trim() === '' || isPlaceholder(cell);
