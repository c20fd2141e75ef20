import type { FastifyInstance } from 'fastify';
import type { ServerResponse } from 'node:http';

/** A live stream never ends by itself, so it is ended when the front door closes. Its browser comes back on its own. */
export function endStreamsOnClose(fastify: FastifyInstance): void {
  const open = new Set<ServerResponse>();
  fastify.addHook('onSend', (_request, reply, payload, done) => {
    if (String(reply.getHeader('content-type')).startsWith('text/event-stream')) {
      open.add(reply.raw);
      reply.raw.once('close', () => open.delete(reply.raw));
    }
    done(null, payload);
  });
  fastify.addHook('preClose', async () => {
    for (const response of open) response.destroy();
  });
}
