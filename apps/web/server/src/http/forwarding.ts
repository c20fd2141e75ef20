import httpProxy, { type FastifyHttpProxyOptions } from '@fastify/http-proxy';
import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify';
import type { Logger } from '@baton/service-kit';
import { services } from '../domain/services.js';
import type { Upstreams } from '../upstreams.js';
import { withoutHopByHop } from './hop-by-hop.js';
import { replyWithProblem } from './problem-reply.js';
import { handOverWhole } from './whole-bodies.js';

/** As large as the services take; refused here, or the answer is lost while the rest is still being sent. */
const LARGEST_BODY_BYTES = 1024 * 1024;
const ANSWER_BEGINS_WITHIN_MS = 30_000;
/** A live stream says something every 15 seconds, so silence for this long means that nobody is there. */
const ANSWER_PAUSES_AT_MOST_MS = 60_000;
const RETRY_AFTER_SECONDS = 2;

/** The session is for the front door alone, and who waited to be told to go on has been told. */
const ENDS_HERE: ReadonlySet<string> = new Set(['cookie', 'expect']);

/** Forwards `/webhooks/*` and `/api/<service>/*`, every byte as it comes, in both directions. */
export function forward(fastify: FastifyInstance, upstreams: Upstreams, logger: Logger): void {
  void fastify.register(async (scope) => {
    scope.setErrorHandler((error: FastifyError, _request, reply) => answerFor(error, reply));
    handOverWhole(scope, LARGEST_BODY_BYTES, {
      ...proxyTo('ingest', upstreams.ingest, logger),
      prefix: '/webhooks',
      rewritePrefix: '/webhooks',
    });
  });
  for (const service of services) {
    void fastify.register(async (scope) => {
      scope.setErrorHandler((error: FastifyError, _request, reply) => answerFor(error, reply));
      scope.addHook('onRequest', (request, reply, done) => {
        if (pathMeant(request.url) === `/api/${service}/metrics`) return void metricsAreNotHere(reply);
        if (Number(request.headers['content-length'] ?? 0) <= LARGEST_BODY_BYTES) return done();
        void tooLarge(reply);
      });
      // Whatever was registered to understand bodies must not touch these.
      scope.removeAllContentTypeParsers();
      void scope.register(httpProxy, {
        ...proxyTo(service, upstreams[service], logger),
        prefix: `/api/${service}`,
        rewritePrefix: '',
      });
    });
  }
  fastify.all('/api/*', (_request, reply) =>
    replyWithProblem(
      reply,
      404,
      'Not found',
      `There is no such service. The services are ${services.join(', ')}: /api/<service>/…`,
    ),
  );
}

function proxyTo(service: string, upstream: string, logger: Logger): FastifyHttpProxyOptions {
  return {
    upstream,
    disableRequestLogging: true,
    undici: {
      // A live stream keeps its connection for hours, so no fixed number would be enough.
      connections: null,
      headersTimeout: ANSWER_BEGINS_WITHIN_MS,
      bodyTimeout: ANSWER_PAUSES_AT_MOST_MS,
    } as object,
    replyOptions: {
      // Unless told, the library asks a busy service ten times more.
      retryDelay: () => null,
      rewriteRequestHeaders: (_request, headers) => withoutHopByHop(headers, ENDS_HERE),
      rewriteHeaders: (headers) => withoutHopByHop(headers),
      onError: (reply, { error }) => {
        logger.warn({ err: error, service }, 'a request could not be forwarded');
        const late = 'statusCode' in error && error.statusCode === 504;
        const [status, title, says] = late
          ? ([504, 'No answer in time', 'did not answer in time'] as const)
          : ([503, 'Not available now', 'cannot be reached'] as const);
        const detail = `${service} ${says}. Please try again in a moment.`;
        void replyWithProblem(reply as FastifyReply, status, title, detail, RETRY_AFTER_SECONDS);
      },
    },
  };
}

/** What is refused before anybody is asked: a body too large, or an address that cannot be forwarded. */
function answerFor(error: FastifyError, reply: FastifyReply): FastifyReply {
  if (error.statusCode === 413) return tooLarge(reply);
  const detail = error.statusCode === undefined ? 'The address is not well formed.' : error.message;
  return replyWithProblem(reply, 400, 'The request cannot be read', detail);
}

/** The path as the service will understand it, however it is spelt: `/./`, `%2e` and `%6d` included. */
function pathMeant(url: string): string | null {
  try {
    return decodeURIComponent(new URL(url, 'http://front-door').pathname);
  } catch {
    return null;
  }
}

/** They are for whoever runs Baton, not for whoever uses it. */
function metricsAreNotHere(reply: FastifyReply): FastifyReply {
  return replyWithProblem(reply, 404, 'Not found', 'Metrics are read from the service itself, not through here.');
}

function tooLarge(reply: FastifyReply): FastifyReply {
  return replyWithProblem(reply, 413, 'Too large', `A body may have ${LARGEST_BODY_BYTES} bytes at most.`);
}
