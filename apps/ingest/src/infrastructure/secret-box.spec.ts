import { randomBytes } from 'node:crypto';
import { SecretBox } from './secret-box.js';

describe('the secret box', () => {
  const box = new SecretBox({ BATON_SECRETS_KEY: randomBytes(32) });
  const sealed = box.seal(['whsec_a', 'b'], 'source-1');

  it('gives back what was put in, and shows nothing of it', () => {
    expect(box.open(sealed, 'source-1')).toEqual(['whsec_a', 'b']);
    expect(sealed.toString('latin1')).not.toContain('whsec_a');
    expect(box.seal(['whsec_a', 'b'], 'source-1')).not.toEqual(sealed);
  });

  it('does not open for another source, with another key, or after a change', () => {
    expect(() => box.open(sealed, 'source-2')).toThrow();
    expect(() => new SecretBox({ BATON_SECRETS_KEY: randomBytes(32) }).open(sealed, 'source-1')).toThrow();
    const changed = Buffer.from(sealed);
    changed[changed.length - 1]! ^= 1;
    expect(() => box.open(changed, 'source-1')).toThrow();
  });
});
