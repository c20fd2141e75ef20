import type { Money } from '@baton/contracts';

const CURRENCIES = new Set(Intl.supportedValuesOf('currency'));
const DECIMAL = /^(-?\d+)(?:\.(\d+))?$/;

/**
 * A sum of money as CRMs write it, a decimal with a point, in minor units: `1999.5` EUR → 199950.
 * @returns null where either half is missing or is none; a fraction that the currency does not have is refused.
 */
export function moneyOf(amount: string | undefined, currency: string | undefined): Money | null {
  const code = currency?.trim().toUpperCase();
  const [, whole, fraction = ''] = DECIMAL.exec(amount?.trim() ?? '') ?? [];
  if (code === undefined || whole === undefined || !CURRENCIES.has(code)) return null;
  const digits = minorDigitsOf(code);
  if (/[1-9]/.test(fraction.slice(digits))) return null;
  const minor = Number(`${whole}${fraction.slice(0, digits).padEnd(digits, '0')}`);
  return Number.isSafeInteger(minor) && minor >= 0 ? { amountMinor: minor, currency: code } : null;
}

/** The other way round: 199950 minor units of EUR → `1999.50`. */
export function decimalOf({ amountMinor, currency }: Money): string {
  const digits = minorDigitsOf(currency);
  return (amountMinor / 10 ** digits).toFixed(digits);
}

/** 2 of EUR, 0 of JPY. */
function minorDigitsOf(currency: string): number {
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
}
