import type { FastifyInstance } from 'fastify';
import { changesSomething, requestOrigin } from '../domain/request-origin.js';
import { replyWithProblem } from './problem-reply.js';
import { sessionIn } from './session-cookie.js';

/**
 * Turns the session cookie into the bearer token that every service asks for. A browser sends cookies by itself, so
 * with one a change must come from a page of ours; a request that brings its own token has proved enough.
 */
export function turnCookieToBearer(fastify: FastifyInstance, publicUrl: string): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    if (request.url.startsWith('/webhooks/')) return done();
    const { headers } = request;
    const session = headers.authorization === undefined ? sessionIn(request) : undefined;
    const signingIn = request.url.startsWith('/auth/sign-');
    if (changesSomething(request.method) && (session !== undefined || signingIn)) {
      const origin = requestOrigin(headers, publicUrl);
      // Whoever signs in may be a program; whoever has a cookie and changes something is a browser.
      if (origin === 'foreign' || (origin === 'unknown' && !signingIn)) {
        void replyWithProblem(
          reply,
          403,
          'Not allowed',
          'This was not asked for by a page of Baton. Programs send `Authorization: Bearer <token>` instead of the cookie.',
        );
        return;
      }
    }
    if (session !== undefined) headers.authorization = `Bearer ${session}`;
    done();
  });
}
