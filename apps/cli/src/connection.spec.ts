import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeJwt, exportJWK, generateKeyPair } from 'jose';
import { exitCodes } from './cli-error.js';
import { StubBaton } from './stub-baton.fixture.js';

describe('who asks', () => {
  let baton: StubBaton;
  beforeEach(async () => {
    baton = new StubBaton();
    baton.answers.set('GET /api/status', [{ body: { apps: [] } }]);
    await baton.listen();
    baton.stateFolder = await mkdtemp(join(tmpdir(), 'baton-cli-'));
    const { privateKey } = await generateKeyPair('EdDSA', { extractable: true });
    await writeFile(join(baton.stateFolder, 'secrets.json'), JSON.stringify({ authPrivateKey: await exportJWK(privateKey) }));
  });
  afterEach(async () => {
    await baton.close();
    await rm(baton.stateFolder, { recursive: true });
  });

  it('is the option, then the environment, then an operator of the Baton of this folder', async () => {
    await baton.run('status', '--token', 'given');
    expect(baton.bearer).toBe('given');
    await baton.run('status');
    expect(baton.bearer).toBe('token');
    baton.env = {};
    await baton.run('status');
    expect(decodeJwt(baton.bearer!)).toMatchObject({ role: 'operator', aud: 'baton', iss: 'baton' });
  });

  it('is nobody for another machine: the token of this one opens everything here', async () => {
    baton.env = { BATON_URL: 'http://baton.example' };
    await expect(baton.run('status')).rejects.toMatchObject({
      message: 'For http://baton.example, give a token with --token or BATON_TOKEN.',
      exitCode: exitCodes.notAllowed,
    });
  });

  it('can be a rep, by part of the name', async () => {
    baton.env = {};
    const id = '019a2b40-3a00-7e11-8c77-5d4c3b2a1906';
    const reps = [{ id, name: 'Maya Okafor', email: 'maya@baton.example' }];
    baton.answers.set('GET /api/routing/reps', [{ body: reps }]);
    const token = await baton.run('token', '--as', 'rep', '--rep', 'okafor');
    expect(decodeJwt(token)).toMatchObject({ role: 'rep', repId: id, name: 'Maya Okafor' });
  });

  it('needs a name exactly when it is a rep', async () => {
    for (const words of [['--as', 'rep'], ['--as', 'marketer', '--rep', 'maya']]) {
      await expect(baton.run('token', ...words)).rejects.toMatchObject({ exitCode: exitCodes.usage });
    }
  });

  it('has to have an address', async () => {
    await expect(baton.run('status', '--url', 'nonsense')).rejects.toMatchObject({ exitCode: exitCodes.usage });
  });
});
