import {
  attributeNames,
  duringSpan,
  endSpan,
  spanNames,
  startSpan,
  traceparentOf,
} from '@baton/messaging';
import { LOGGER, type Logger } from '@baton/service-kit';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { SpanKind } from '@opentelemetry/api';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Acceptance, AcceptDelivery } from '../application/accept-delivery.js';
import { WriterIsFull } from '../infrastructure/delivery-writer.js';

const LARGEST_BODY_BYTES = 1024 * 1024;
const RETRY_AFTER_SECONDS = 2;
/** Whole webhooks that wait for their answer. Who comes on top is told so at once, before the body is read. */
const MOST_IN_HAND = 1_000;
const ROUTE = '/webhooks/:sourceId';
type DoorRoute = { Params: { sourceId: string }; Querystring: Record<string, string | string[]> };
type DoorRequest = FastifyRequest<DoorRoute>;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * The door for platforms: `POST /webhooks/:sourceId` to deliver, `GET` to ask whether the address is right. A room of its
 * own in Fastify, because here a body is bytes whatever its content type says: a signature is over what was sent, not
 * over what was understood.
 */
export function openDoor(app: NestFastifyApplication): void {
  const accepting = app.get(AcceptDelivery);
  const logger = app.get<Logger>(LOGGER);
  const fastify = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;

  void fastify.register(async (door) => {
    door.removeAllContentTypeParsers();
    door.addContentTypeParser(
      '*',
      { parseAs: 'buffer', bodyLimit: LARGEST_BODY_BYTES },
      (_request, body, done) => done(null, body),
    );
    let inHand = 0;
    const bySource = new Map<string, number>();
    // Alone, a source may have half of all: there is always room for others.
    const isFull = (sourceId: string) => (bySource.get(sourceId) ?? 0) >= MOST_IN_HAND - inHand;
    const take = (sourceId: string, change: 1 | -1) => {
      const mine = (bySource.get(sourceId) ?? 0) + change;
      inHand += change;
      if (mine === 0) bySource.delete(sourceId);
      else bySource.set(sourceId, mine);
    };
    door.addHook('onRequest', (request, reply, done) => {
      if (isFull((request.params as DoorRoute['Params']).sourceId)) unavailable(reply);
      else if ((request.headers['content-encoding'] ?? 'identity') !== 'identity') packed(reply);
      else done();
    });
    door.setErrorHandler((error: FastifyError, _request, reply) => refuse(error, reply, logger));
    const receive = async (request: DoorRequest, reply: FastifyReply) => {
      const { sourceId } = request.params;
      if (!UUID.test(sourceId)) return answer({ kind: 'unknown-source' }, sourceId, reply, logger);
      const { method } = request;
      const headers = request.headers as Record<string, string | undefined>;
      const span = startSpan(spanNames.webhook, {
        kind: SpanKind.SERVER,
        // Their trace is theirs: ours begins here, and says where it came from.
        links: [headers['traceparent']],
        attributes: { [attributeNames.method]: method, [attributeNames.route]: ROUTE },
      });
      const raw = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      take(sourceId, 1);
      try {
        await duringSpan(span, async () => {
          const asked = { method, query: firstOfEach(request.query), search: searchOf(request.url), headers, raw };
          const acceptance = await accepting.accept(sourceId.toLowerCase(), asked, traceparentOf(span));
          await answer(acceptance, sourceId, reply, logger);
        });
        span.setAttribute(attributeNames.status, reply.statusCode);
        endSpan(span);
      } catch (error) {
        endSpan(span, error);
        throw error;
      } finally {
        take(sourceId, -1);
      }
      return reply;
    };
    door.get<DoorRoute>(ROUTE, receive);
    door.post<DoorRoute>(ROUTE, receive);
  });
}

function answer(acceptance: Acceptance, sourceId: string, reply: FastifyReply, logger: Logger): FastifyReply {
  switch (acceptance.kind) {
    case 'accepted':
    case 'handshake': {
      const { status, contentType, body } = acceptance.answer;
      return reply.status(status).header('content-type', contentType).send(body);
    }
    case 'no-handshake':
      void reply.header('allow', 'POST');
      return problem(reply, 405, 'Nothing to read here', 'Webhooks are posted to this address.');
    case 'unknown-source':
      return problem(
        reply,
        404,
        'Not found',
        'No webhook source has this address: copy it whole from the source.',
      );
    case 'not-genuine':
      logger.warn({ sourceId, because: acceptance.because }, 'a webhook was refused');
      return problem(
        reply,
        401,
        'Not genuine',
        `The webhook does not prove where it comes from: ${acceptance.because}.`,
      );
  }
}

function searchOf(url: string): string {
  const at = url.indexOf('?');
  return at === -1 ? '' : url.slice(at);
}

function firstOfEach(query: Record<string, string | string[]>): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(query).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]),
  );
}

function refuse(error: FastifyError, reply: FastifyReply, logger: Logger): FastifyReply {
  if (error.statusCode === 413) {
    return problem(reply, 413, 'Too large', `A webhook may be ${LARGEST_BODY_BYTES} bytes at most.`);
  }
  if (error.statusCode !== undefined && error.statusCode < 500) {
    return problem(reply, error.statusCode, 'The request cannot be read', error.message);
  }
  // Not stored, so not accepted: every platform that retries at all retries a 503.
  if (!(error instanceof WriterIsFull)) logger.error({ err: error }, 'a webhook could not be stored');
  return unavailable(reply);
}

/** Signatures are over what was sent, and no platform packs its webhooks: who does may have a bomb in it. */
function packed(reply: FastifyReply): FastifyReply {
  return problem(reply, 415, 'Not unpacked here', 'Webhooks are taken as they are: send it without content-encoding.');
}

function unavailable(reply: FastifyReply): FastifyReply {
  void reply.header('retry-after', String(RETRY_AFTER_SECONDS));
  return problem(reply, 503, 'Not available now', 'The webhook was not stored. Please send it again.');
}

function problem(reply: FastifyReply, status: number, title: string, detail: string): FastifyReply {
  return reply
    .status(status)
    .header('content-type', 'application/problem+json')
    .send(JSON.stringify({ title, status, detail }));
}
