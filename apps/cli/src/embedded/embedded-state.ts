import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { JWK } from 'jose';
import { asNodeError } from '../error-shape.js';

/** What `npm start` keeps in `.baton/`; only a Baton that runs on this machine has it. */
export interface EmbeddedState {
  /** Ed25519: whoever holds it can sign in as anybody. */
  readonly authPrivateKey: JWK;
}

/** @returns null where there is none: Baton runs somewhere else, or was never started here. */
export async function readEmbeddedState(folder: string): Promise<EmbeddedState | null> {
  let text: string;
  try {
    text = await readFile(join(folder, 'secrets.json'), 'utf8');
  } catch (error) {
    if (asNodeError(error)?.code === 'ENOENT') return null;
    throw error;
  }
  const { authPrivateKey } = JSON.parse(text) as Partial<EmbeddedState>;
  return authPrivateKey === undefined ? null : { authPrivateKey };
}
