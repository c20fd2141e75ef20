import { type Role, TOKEN_AUDIENCE, TOKEN_ISSUER } from '@baton/service-kit';
import { importJWK, type JWK, SignJWT } from 'jose';

/** The front door, as somebody of a role sees it. Any answer but a 2xx is an error. */
export interface ApiClient {
  get<Answer>(path: string): Promise<Answer>;
  post<Answer>(path: string, body: unknown): Promise<Answer>;
  put<Answer>(path: string, body: unknown): Promise<Answer>;
}

/** While a service is away the front door says 503: callers try again, as a browser does. */
const TRIES = 60;
const PAUSE_MS = 500;

/** @param authPrivateKey what the front door signs its tokens with. */
export function frontDoorClients(url: string, authPrivateKey: JWK) {
  const signingKey = importJWK(authPrivateKey, 'EdDSA');
  const tokenFor = async (role: Role, repId?: string): Promise<string> =>
    new SignJWT({ name: `Test ${role}`, role, repId: repId ?? null })
      .setProtectedHeader({ alg: 'EdDSA' })
      .setSubject(repId ?? `test-${role}`)
      .setIssuer(TOKEN_ISSUER)
      .setAudience(TOKEN_AUDIENCE)
      .setExpirationTime('2h')
      .sign(await signingKey);
  const as = (role: Role, repId?: string): ApiClient => {
    const token = tokenFor(role, repId);
    const call = async <Answer>(method: string, path: string, body?: unknown) =>
      callUntilAnswered<Answer>(url + path, {
        method,
        headers: {
          authorization: `Bearer ${await token}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    return {
      get: (path) => call('GET', path),
      post: (path, body) => call('POST', path, body),
      put: (path, body) => call('PUT', path, body),
    };
  };
  return { as, tokenFor };
}

async function callUntilAnswered<Answer>(url: string, request: RequestInit): Promise<Answer> {
  for (let attempt = 1; ; attempt++) {
    const answer = await fetch(url, request);
    if (answer.ok) return (answer.status === 204 ? undefined : await answer.json()) as Answer;
    if (answer.status !== 503 || attempt === TRIES) {
      throw new Error(`${request.method} ${new URL(url).pathname}: ${answer.status} ${await answer.text()}`);
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}
