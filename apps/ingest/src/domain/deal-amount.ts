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
  const digits = new Intl.NumberFormat('en', { style: 'currency', currency: code }).resolvedOptions().maximumFractionDigits ?? 2;
  if (/[1-9]/.test(fraction.slice(digits))) return null;
  const minor = Number(`${whole}${fraction.slice(0, digits).padEnd(digits, '0')}`);
  return Number.isSafeInteger(minor) && minor >= 0 ? { amountMinor: minor, currency: code } : null;
}
