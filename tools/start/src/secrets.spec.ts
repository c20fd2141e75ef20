import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readOrMakeSecrets } from './secrets.js';

describe('the secrets of an embedded Baton', () => {
  const folder = mkdtempSync(join(tmpdir(), 'baton-secrets-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('are made once, stay as they are, and are for their owner’s eyes alone', async () => {
    const made = await readOrMakeSecrets(folder, ['ingest']);
    expect(Buffer.from(made.secretsKey, 'base64')).toHaveLength(32);
    expect(made.authPublicKey).not.toHaveProperty('d');
    expect(statSync(join(folder, 'secrets.json')).mode & 0o777).toBe(0o600);

    const read = await readOrMakeSecrets(folder, ['ingest', 'added-later']);
    expect(read).toEqual({ ...made, rolePasswords: { ...made.rolePasswords, 'added-later': expect.any(String) } });
  });
});
