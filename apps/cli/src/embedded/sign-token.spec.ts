import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { userClaims, TOKEN_AUDIENCE, TOKEN_ISSUER } from '@baton/service-kit';
import { exportJWK, generateKeyPair, jwtVerify } from 'jose';
import { readEmbeddedState } from './embedded-state.js';
import { signToken } from './sign-token.js';

describe('tokens in embedded mode', () => {
  it('are ones that the services accept', async () => {
    const { privateKey, publicKey } = await generateKeyPair('EdDSA', { extractable: true });
    const repId = '019a2b40-3a00-7e11-8c77-5d4c3b2a1906';
    const token = await signToken({ role: 'rep', name: 'Maya Okafor', repId }, await exportJWK(privateKey), new Date());
    const { payload } = await jwtVerify(token, publicKey, {
      issuer: TOKEN_ISSUER,
      audience: TOKEN_AUDIENCE,
      algorithms: ['EdDSA'],
    });
    expect(userClaims.parse(payload)).toEqual({ sub: repId, name: 'Maya Okafor', role: 'rep', repId });
    expect(payload.exp! - payload.iat!).toBe(12 * 60 * 60);
  });

  it('need the key that the launcher keeps', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'baton-cli-'));
    try {
      await expect(readEmbeddedState(folder)).resolves.toBeNull();
      await writeFile(join(folder, 'secrets.json'), JSON.stringify({ authPrivateKey: { kty: 'OKP' }, other: 'secret' }));
      await expect(readEmbeddedState(folder)).resolves.toEqual({ authPrivateKey: { kty: 'OKP' } });
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
