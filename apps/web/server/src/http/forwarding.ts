import httpProxy from '@fastify/http-proxy';
import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify';
import type { Logger } from '@baton/service-kit';
import { services } from '../domain/services.js';
import type { Upstreams } from '../upstreams.js';
import { withoutHopByHop } from './hop-by-hop.js';
import { replyWithProblem } from './problem-reply.js';

/** As large as the services take; refused here, or the answer is lost while the rest is still being sent. */
const LARGEST_BODY_BYTES = 1024 * 1024;
const ANSWER_BEGINS_WITHIN_MS = 30_000;
/** A live stream says something every 15 seconds, so silence for this long means that nobody is there. */
const ANSWER_PAUSES_AT_MOST_MS = 60_000;
const RETRY_AFTER_SECONDS = 2;

/** Forwards `/webhooks/*` and `/api/<service>/*`, every byte as it comes, in both directions. */
export function forward(fastify: FastifyInstance, upstreams: Upstreams, logger: Logger): void {
  forwardPath(fastify, {
    path: '/webhooks',
    upstream: upstreams.ingest,
    becomes: '/webhooks',
    who: 'ingest',
    logger,
  });
  for (const service of services) {
    forwardPath(fastify, {
      path: `/api/${service}`,
      upstream: upstreams[service],
      becomes: '',
      who: service,
      logger,
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

interface Path {
  readonly path: string;
  readonly upstream: string;
  readonly becomes: string;
  readonly who: string;
  readonly logger: Logger;
}

function forwardPath(fastify: FastifyInstance, { path, upstream, becomes, who, logger }: Path): void {
  void fastify.register(async (scope) => {
    // Whatever was registered to understand bodies must not touch these.
    scope.removeAllContentTypeParsers();
    scope.setErrorHandler((error: FastifyError, _request, reply) => answerFor(error, reply));
    scope.addHook('onRequest', async (request, reply) => {
      if (Number(request.headers['content-length'] ?? 0) > LARGEST_BODY_BYTES) {
        return replyWithProblem(
          reply,
          413,
          'Too large',
          `A body may have ${LARGEST_BODY_BYTES} bytes at most.`,
        );
      }
    });
    await scope.register(httpProxy, {
      upstream,
      prefix: path,
      rewritePrefix: becomes,
      disableRequestLogging: true,
      undici: {
        // A live stream keeps its connection for hours, so no fixed number would be enough.
        connections: null,
        headersTimeout: ANSWER_BEGINS_WITHIN_MS,
        bodyTimeout: ANSWER_PAUSES_AT_MOST_MS,
      } as object,
      replyOptions: {
        // Unless told, the library asks a busy service ten times more.
        retryDelay: () => null as never,
        rewriteRequestHeaders: (_request, headers) => {
          const kept = withoutHopByHop(headers);
          // The session is for the front door alone, and who waited to go on has been told to.
          delete kept.cookie;
          delete kept.expect;
          return kept;
        },
        rewriteHeaders: (headers) => withoutHopByHop(headers),
        onError: (reply, { error }) => {
          logger.warn({ err: error, service: who }, 'a request could not be forwarded');
          const late = 'statusCode' in error && error.statusCode === 504;
          const [status, title, says] = late
            ? ([504, 'No answer in time', 'did not answer in time'] as const)
            : ([503, 'Not available now', 'cannot be reached'] as const);
          const detail = `${who} ${says}. Please try again in a moment.`;
          void replyWithProblem(reply as FastifyReply, status, title, detail, RETRY_AFTER_SECONDS);
        },
      },
    });
  });
}

/** What the library throws before it asks anybody is about an address that cannot be forwarded. */
function answerFor(error: FastifyError, reply: FastifyReply): FastifyReply {
  if (error.statusCode !== undefined && error.statusCode < 500) {
    return replyWithProblem(reply, error.statusCode, 'The request cannot be read', error.message);
  }
  return replyWithProblem(reply, 400, 'The request cannot be read', 'The address is not well formed.');
}
