import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyError, FastifyReply } from 'fastify';

const HEADERS_WITHIN_MS = 10_000;
const REQUEST_WITHIN_MS = 30_000;
const LOOKED_AFTER_EVERY_MS = 2_000;

/**
 * How a server treats who speaks to it before any route is reached: how long it waits, because a sender that drips a byte a
 * minute must not keep a connection for as long as it likes, and what it says to an address or bytes that mean nothing.
 */
export const serverOptions = {
  requestTimeout: REQUEST_WITHIN_MS,
  http: { headersTimeout: HEADERS_WITHIN_MS, connectionsCheckingInterval: LOOKED_AFTER_EVERY_MS },
  clientErrorHandler: answerUnreadable,
  frameworkErrors: answerBadAddress,
};

// Fastify types this by the types of every route there may be; of them all, none was found.
function answerBadAddress({ statusCode: status = 400 }: FastifyError, _request: unknown, reply: unknown): void {
  const problem = { title: STATUS_CODES[status], status, detail: 'The address is not well formed.' };
  void (reply as FastifyReply)
    .status(status)
    .header('content-type', 'application/problem+json')
    .send(JSON.stringify(problem));
}

/** Nothing was understood that could be routed, so the answer is written by hand, and the connection ends. */
function answerUnreadable(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  const [status, detail] = meaningOf(error.code);
  const body = JSON.stringify({ title: STATUS_CODES[status], status, detail });
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'content-type: application/problem+json',
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
  ];
  if (socket.writable) socket.write(`${head.join('\r\n')}\r\n\r\n${body}`);
  socket.destroySoon();
}

function meaningOf(code: string | undefined): [number, string] {
  switch (code) {
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return [408, `The request did not arrive within ${REQUEST_WITHIN_MS / 1_000} seconds. Please send it again.`];
    case 'HPE_HEADER_OVERFLOW':
      return [431, 'The headers are too large: 16 KiB at most.'];
    case 'HPE_CHUNK_EXTENSIONS_OVERFLOW':
      return [413, 'The chunk extensions are too large.'];
    default:
      return [400, 'This is not HTTP/1.1.'];
  }
}
