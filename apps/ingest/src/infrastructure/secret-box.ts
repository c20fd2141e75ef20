import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG } from '@baton/service-kit';
import type { IngestConfig } from '../ingest.config.js';

const ALGORITHM = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Encrypts the secrets of a source at rest, bound to that source: sealed for one, they do not open for another. */
@Injectable()
export class SecretBox {
  readonly #key: Buffer;

  constructor(@Inject(CONFIG) config: Pick<IngestConfig, 'BATON_SECRETS_KEY'>) {
    this.#key = config.BATON_SECRETS_KEY;
  }

  /** @param secrets anything that JSON can hold. */
  seal(secrets: unknown, sourceId: string): Buffer {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv(ALGORITHM, this.#key, iv, { authTagLength: TAG_BYTES });
    cipher.setAAD(Buffer.from(sourceId));
    const sealed = Buffer.concat([cipher.update(JSON.stringify(secrets), 'utf8'), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), sealed]);
  }

  /** @throws Error if the key is not the one that sealed, or the bytes were changed. */
  open<Secrets>(box: Buffer, sourceId: string): Secrets {
    const decipher = createDecipheriv(ALGORITHM, this.#key, box.subarray(0, IV_BYTES), {
      authTagLength: TAG_BYTES,
    });
    decipher.setAAD(Buffer.from(sourceId));
    decipher.setAuthTag(box.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
    const opened = Buffer.concat([decipher.update(box.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
    return JSON.parse(opened.toString('utf8')) as Secrets;
  }
}
