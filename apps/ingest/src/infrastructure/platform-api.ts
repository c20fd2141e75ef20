import { Injectable } from '@nestjs/common';
import type { ApiAccess } from '../domain/hydration/api-access.js';
import type { Hydrator, Reference, TokenRenewal, Verdict } from '../domain/hydration/hydrator.js';

const PATIENCE_MS = 10_000;
const MOST_BYTES = 1024 * 1024;

const [OPEN, BETWEEN, CLOSE] = ['{"answer":', ',"also":', '}'].map((text) => Buffer.from(text)) as [Buffer, Buffer, Buffer];

export type PlatformSays =
  | (Exclude<Verdict, { kind: 'answered' }> & { readonly status: number })
  | { readonly kind: 'answered'; readonly body: Buffer }
  /** Nobody answered in time, or not in a way that HTTP knows. */
  | { readonly kind: 'silent'; readonly because: string };

/** Asks a platform's API. */
@Injectable()
export class PlatformApi {
  /** Asks for a record, and for what it takes to understand it. */
  async ask(hydrator: Hydrator, reference: Reference, access: ApiAccess): Promise<PlatformSays> {
    const { path, headers } = hydrator.ask(reference, access.accessToken);
    const url = access.url ?? hydrator.api;
    const first = await this.get(hydrator, url + path, headers);
    if (first.kind !== 'answered' || hydrator.alsoAsk === undefined) return first;
    const besides = hydrator.alsoAsk(first.body);
    const second = besides === null ? null : await this.get(hydrator, url + besides, headers);
    if (second !== null && second.kind !== 'answered' && second.kind !== 'gone') return second;
    const also = second?.kind === 'answered' ? second.body : Buffer.from('null');
    // As they came: numbers in them may be longer than JavaScript's.
    return { kind: 'answered', body: Buffer.concat([OPEN, first.body, BETWEEN, also, CLOSE]) };
  }

  private async get(hydrator: Hydrator, url: string, headers: Readonly<Record<string, string>>): Promise<PlatformSays> {
    try {
      // An API that moves would be given our token at an address that nobody chose.
      const answer = await fetch(url, { headers, redirect: 'error', signal: AbortSignal.timeout(PATIENCE_MS) });
      const body = await bodyOf(answer);
      const verdict = hydrator.sort(answer.status, Object.fromEntries(answer.headers), body);
      return verdict.kind === 'answered' ? { ...verdict, body } : { ...verdict, status: answer.status };
    } catch (error) {
      return { kind: 'silent', because: wordsOf(error) };
    }
  }

  /** @returns null where the platform gives no new token for these credentials. */
  async renew(hydrator: Hydrator, renewal: TokenRenewal, access: ApiAccess): Promise<ApiAccess | null> {
    const { url, refreshToken, clientId, clientSecret } = access;
    if (refreshToken === undefined || clientId === undefined || clientSecret === undefined) return null;
    const answer = await fetch((url ?? renewal.api ?? hydrator.api) + renewal.path, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'refresh_token',
        refresh_token: refreshToken,
        client_id: clientId,
        client_secret: clientSecret,
      }),
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    if (!answer.ok) return null;
    const given = JSON.parse((await bodyOf(answer)).toString()) as Record<string, unknown>;
    const { access_token: accessToken, refresh_token: nextRefreshToken } = given;
    if (typeof accessToken !== 'string') return null;
    return {
      ...access,
      accessToken,
      refreshToken: typeof nextRefreshToken === 'string' ? nextRefreshToken : refreshToken,
    };
  }
}

async function bodyOf(answer: Response): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of answer.body ?? []) {
    pieces.push(piece);
    bytes += piece.length;
    if (bytes > MOST_BYTES) throw new Error(`the answer is longer than ${MOST_BYTES} bytes`);
  }
  return Buffer.concat(pieces);
}

/** Never with the address: a path may hold ids of people. */
function wordsOf(error: unknown): string {
  const { name, message, cause } = error as Error & { cause?: { code?: string } };
  return name === 'TimeoutError' ? `no answer within ${PATIENCE_MS / 1_000} s` : (cause?.code ?? message);
}
