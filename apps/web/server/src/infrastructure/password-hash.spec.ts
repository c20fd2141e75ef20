import { hashPassword, isPassword } from './password-hash.js';

describe('a password', () => {
  it('is known by its hash, however its letters were typed', async () => {
    const hash = await hashPassword('caf\u00e9 au lait');
    expect(await isPassword('cafe\u0301 au lait', hash)).toBe(true);
    expect(await isPassword('cafe au lait', hash)).toBe(false);
  });

  it('has another hash each time, and says how it was made', async () => {
    const [one, other] = [await hashPassword('the same'), await hashPassword('the same')];
    expect(one).not.toBe(other);
    expect(one).toMatch(/^scrypt\$32768\$8\$1\$/);
  });
});
