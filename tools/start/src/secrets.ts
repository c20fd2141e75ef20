import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, type JWK } from 'jose';

/** What an embedded Baton keeps to itself. Made once, for it must fit the data beside it. */
export interface Secrets {
  readonly postgresPassword: string;
  /** By schema. */
  readonly rolePasswords: Readonly<Record<string, string>>;
  /** Signs access tokens; Ed25519. */
  readonly authPrivateKey: JWK;
  readonly authPublicKey: JWK;
  /** Encrypts the secrets of webhook sources; 32 bytes, base64. */
  readonly secretsKey: string;
  /** Of all accounts in the sample workspace. */
  readonly signInPassword: string;
}

/** Reads the secrets of a folder, and makes them the first time. */
export async function readOrMakeSecrets(folder: string, schemas: readonly string[]): Promise<Secrets> {
  const file = join(folder, 'secrets.json');
  const known = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Secrets) : await makeSecrets();
  const rolePasswords = { ...known.rolePasswords };
  for (const schema of schemas) rolePasswords[schema] ??= randomText();
  const secrets = { ...known, rolePasswords };
  mkdirSync(folder, { recursive: true });
  // Renamed when whole: half a file would lock everybody out of the data.
  writeFileSync(`${file}.new`, JSON.stringify(secrets, null, 2), { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return secrets;
}

async function makeSecrets(): Promise<Secrets> {
  const { publicKey, privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  return {
    postgresPassword: randomText(),
    rolePasswords: {},
    authPrivateKey: await exportJWK(privateKey),
    authPublicKey: await exportJWK(publicKey),
    secretsKey: randomBytes(32).toString('base64'),
    signInPassword: randomBytes(9).toString('base64url'),
  };
}

function randomText(): string {
  return randomBytes(18).toString('base64url');
}
