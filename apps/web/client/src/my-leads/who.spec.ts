import { nameOf, placeOf } from './who.js';

const email = 'nora@fjordworks.example';

describe('who it is', () => {
  it('is said as well as it is known', () => {
    expect(nameOf({ email, fullName: 'Nora Lindqvist' })).toBe('Nora Lindqvist');
    expect(nameOf({ email, givenName: 'Nora', familyName: 'Lindqvist' })).toBe('Nora Lindqvist');
    expect(nameOf({ email })).toBe(email);
  });

  it.each([
    [
      { title: 'Head of Operations' },
      { name: 'Fjordworks', industry: 'Logistics', employees: 240 },
      'Head of Operations at Fjordworks · Logistics · 240 people',
    ],
    [{ country: 'NO' }, { domain: 'fjordworks.example' }, 'fjordworks.example · NO'],
    [{ title: 'Student' }, {}, 'Student'],
    [{}, {}, ''],
  ])('%j at %j is “%s”', (person, company, words) => {
    expect(placeOf({ email, ...person }, company)).toBe(words);
  });
});
