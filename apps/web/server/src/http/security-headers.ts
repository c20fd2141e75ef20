import type { FastifyInstance } from 'fastify';

/** Everything comes from here: no script, style, font or picture of anybody else, and nobody frames the pages. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  "base-uri 'none'",
  "object-src 'none'",
  "frame-ancestors 'none'",
  "form-action 'self'",
  "img-src 'self' data:",
  // Mantine sets sizes and places on elements themselves.
  "style-src 'self' 'unsafe-inline'",
].join('; ');

const HEADERS = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=()',
  'content-security-policy': CONTENT_SECURITY_POLICY,
} as const;

const A_YEAR_SECONDS = 365 * 24 * 60 * 60;

/** On everything that a browser may show; a platform that posts a webhook has no use for them. */
export function addSecurityHeaders(fastify: FastifyInstance, publicUrl: string): void {
  const headers = publicUrl.startsWith('https:')
    ? { ...HEADERS, 'strict-transport-security': `max-age=${A_YEAR_SECONDS}` }
    : HEADERS;
  fastify.addHook('onRequest', (request, reply, done) => {
    if (!request.url.startsWith('/webhooks/')) {
      void reply.headers(headers);
      // What the API says is about people. A service that knows better says so itself.
      if (request.url.startsWith('/api/') || request.url.startsWith('/auth/')) {
        void reply.header('cache-control', 'no-store');
      }
    }
    done();
  });
}
