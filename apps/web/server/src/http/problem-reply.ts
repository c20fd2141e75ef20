import type { FastifyReply } from 'fastify';

/** An answer of RFC 9457 from outside Nest's controllers. */
export function replyWithProblem(
  reply: FastifyReply,
  status: number,
  title: string,
  detail: string,
  retryAfterSeconds?: number,
): FastifyReply {
  if (retryAfterSeconds !== undefined) void reply.header('retry-after', String(retryAfterSeconds));
  return reply
    .status(status)
    .header('content-type', 'application/problem+json')
    .send(JSON.stringify({ title, status, detail }));
}
