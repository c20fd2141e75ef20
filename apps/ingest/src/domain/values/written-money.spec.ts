import fc from 'fast-check';
import { Ambiguous } from './ambiguous.js';
import { writtenMoney } from './written-money.js';

const EUR = { currency: 'EUR' };
const sum = (amountMinor: number, currency = 'EUR') => ({ amountMinor, currency });

describe('a sum as people write it', () => {
  it.each([
    ['1234.5', EUR, sum(123450)],
    ['1.234,50 €', {}, sum(123450)],
    ['€1,234.50', {}, sum(123450)],
    ['EUR 1 234,5', {}, sum(123450)],
    ["CHF 1'234.50", {}, sum(123450, 'CHF')],
    ['1,234,567', EUR, sum(123456700)],
    ['1.234.567', EUR, sum(123456700)],
    ['0.500', EUR, sum(50)],
    ['1234', EUR, sum(123400)],
    ['1.234', { ...EUR, decimal: ',' as const }, sum(123400)],
    ['1,234', { ...EUR, decimal: '.' as const }, sum(123400)],
    ['12,34', EUR, sum(1234)],
    ['JPY 5000', {}, sum(5000, 'JPY')],
    ['$ 10', { currency: 'USD' }, sum(1000, 'USD')],
  ])('%s is understood', (text, notation, money) => expect(writtenMoney(text, notation)).toEqual(money));

  it.each(['1.234', '1,234', '999.999'])('%s can be two sums, and which one has to be said', (text) => {
    const money = writtenMoney(text, EUR);
    expect(money).toBeInstanceOf(Ambiguous);
    expect((money as Ambiguous).because).toContain('"decimal"');
  });

  it.each(['$ 10', '10', 'a lot', '', '10.999 EUR USD', '-5 EUR', '10.125 EUR x'])('%j is none without more', (text) =>
    expect(writtenMoney(text, {})).toBeNull(),
  );

  it('throws at nothing that is written', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[€$A-Z ]{0,4}[\d.,' ]{1,15}[€A-Z ]{0,4}$/)), (text) => {
        writtenMoney(text, EUR);
      }),
    );
  });
});
