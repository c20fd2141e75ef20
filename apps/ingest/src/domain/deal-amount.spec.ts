import { moneyOf } from './deal-amount.js';

describe('a sum in a CRM', () => {
  it.each([
    ['1999.50', 'EUR', 199_950],
    ['1999.5', 'eur', 199_950],
    ['2000', 'USD', 200_000],
    ['2000.00', 'JPY', 2_000],
    ['1.234', 'KWD', 1_234],
    [' 0 ', 'NOK', 0],
    ['12.340000', 'EUR', 1_234],
  ])('%s %s is %d in minor units', (amount, currency, amountMinor) => {
    expect(moneyOf(amount, currency)).toEqual({ amountMinor, currency: currency.toUpperCase() });
  });

  it.each([
    ['1,999.50', 'EUR'],
    ['1999,50', 'EUR'],
    ['12.345', 'EUR'],
    ['-5', 'EUR'],
    ['1e6', 'EUR'],
    ['90071992547409930', 'EUR'],
    ['5', 'EURO'],
    ['5', undefined],
    [undefined, 'EUR'],
    ['', 'EUR'],
  ])('%s %s is none', (amount, currency) => {
    expect(moneyOf(amount, currency)).toBeNull();
  });
});
