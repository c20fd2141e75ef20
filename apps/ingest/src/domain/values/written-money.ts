import type { Money } from '@baton/contracts';
import { moneyOf } from '../deal-amount.js';
import { Ambiguous } from './ambiguous.js';

export interface MoneyNotation {
  /** ISO 4217, where the text names none. */
  readonly currency?: string | undefined;
  readonly decimal?: '.' | ',' | undefined;
}

/** Signs that one currency alone has. A dollar, a pound or a crown can be many. */
const SIGNS: Readonly<Record<string, string>> = { '€': 'EUR', '₹': 'INR', '₩': 'KRW', '₽': 'RUB', '₺': 'TRY', '₴': 'UAH', '₪': 'ILS', zł: 'PLN' };
const SHAPE = /^(?<before>\D*?)\s*(?<number>-?\d[\d.,'’\s]*)\s*(?<after>\D*)$/u;

/**
 * A sum as people write it: `1.234,50 €`, `EUR 1,234.50`, `1 234.5` with the currency that the notation says.
 * @returns null for what is no sum or has no currency, Ambiguous for `1.234`, which is a thousand here and one there.
 */
export function writtenMoney(text: string, { currency, decimal }: MoneyNotation): Money | null | Ambiguous {
  const { before = '', number = '', after = '' } = SHAPE.exec(text.trim())?.groups ?? {};
  const word = `${before}${after}`.trim();
  const code = /^[A-Za-z]{3}$/.test(word) ? word : (SIGNS[word] ?? currency);
  if (number === '' || (word !== '' && code === undefined)) return null;
  const digits = number.replace(/[\s'’]/g, '');
  const mark = decimal ?? decimalMarkIn(digits);
  if (mark === 'either') {
    return new Ambiguous(
      `“${text.trim()}” can be two sums: say in the field map of the source which sign stands before the fraction, "decimal": "," or "."`,
    );
  }
  const grouping = mark === '.' ? ',' : '.';
  return moneyOf(digits.replaceAll(grouping, '').replace(mark, '.').replace(/\.$/, ''), code);
}

/** Of two signs the last one is before the fraction, and one that stands twice is not. */
function decimalMarkIn(digits: string): '.' | ',' | 'either' {
  const [points, commas] = [digits.split('.').length - 1, digits.split(',').length - 1];
  if (points > 0 && commas > 0) return digits.lastIndexOf('.') > digits.lastIndexOf(',') ? '.' : ',';
  if (points + commas !== 1) return points > 1 ? ',' : '.';
  if (/^-?[1-9]\d{0,2}[.,]\d{3}$/.test(digits)) return 'either';
  return points === 1 ? '.' : ',';
}
