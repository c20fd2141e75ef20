import { evidenceWords, fieldWords } from './lead-fields.js';

describe('the words for what is known of people', () => {
  it('tell what speaks for two being one person before what speaks against it', () => {
    expect(
      evidenceWords([
        { field: 'familyName', agreement: 'same' },
        { field: 'givenName', agreement: 'alike' },
        { field: 'phone', agreement: 'different' },
        { field: 'employer', agreement: 'same' },
      ]),
    ).toBe('Same family name, firm · Alike given name · Different phone');
  });

  it('leave what a form asked its own name', () => {
    expect(fieldWords('person.title')).toBe('Job title');
    expect(fieldWords('attributes.Seats.wanted')).toBe('Seats.wanted');
  });
});
