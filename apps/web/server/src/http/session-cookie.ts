import type { FastifyReply, FastifyRequest } from 'fastify';
import { SESSION_SECONDS } from '../infrastructure/session-tokens.js';

const NAME = 'baton_session';

/** No script can read it, and no page of another site makes a browser send it. */
function attributes(publicUrl: string) {
  return { httpOnly: true, sameSite: 'strict', path: '/', secure: publicUrl.startsWith('https:') } as const;
}

export function setSession(reply: FastifyReply, token: string, publicUrl: string): void {
  void reply.setCookie(NAME, token, { ...attributes(publicUrl), maxAge: SESSION_SECONDS });
}

export function clearSession(reply: FastifyReply, publicUrl: string): void {
  void reply.clearCookie(NAME, attributes(publicUrl));
}

export function sessionIn(request: FastifyRequest): string | undefined {
  return request.cookies[NAME];
}
