import fc from 'fast-check';
import { countryCodeOf } from './country.js';

describe('a country', () => {
  it.each([
    ['Germany', 'DE'],
    ['Deutschland', 'DE'],
    ['ALLEMAGNE', 'DE'],
    ['deu', 'DE'],
    [' de ', 'DE'],
    ['The Netherlands', 'NL'],
    ['Holland', 'NL'],
    ['Österreich', 'AT'],
    ['Osterreich', 'AT'],
    ['USA', 'US'],
    ['United States', 'US'],
    ['UK', 'GB'],
    ['Côte d’Ivoire', 'CI'],
    ["Côte d'Ivoire", 'CI'],
    ['Россия', 'RU'],
    ['日本', 'JP'],
    ['EMEA', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('that is written %j is %j', (text, code) => expect(countryCodeOf(text)).toBe(code));

  it('is two letters or nothing, whatever is written', () => {
    fc.assert(fc.property(fc.string(), (text) => expect(countryCodeOf(text) ?? 'XX').toMatch(/^[A-Z]{2}$/)));
  });
});
