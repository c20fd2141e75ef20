import httpProxy, { type FastifyHttpProxyOptions } from '@fastify/http-proxy';
import type { FastifyInstance } from 'fastify';

/** What the library hands to `onResponse`. */
interface UpstreamAnswer {
  readonly stream: { arrayBuffer(): Promise<ArrayBuffer> };
}

/**
 * A proxy for many small requests: each body is read whole and sent in one write, and so is each answer.
 * That is about half the work of two streams. The bytes stay as they are.
 */
export function handOverWhole(
  scope: FastifyInstance,
  largestBytes: number,
  options: FastifyHttpProxyOptions,
): void {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: largestBytes }, (_request, body, done) =>
    done(null, body),
  );
  const { replyOptions = {} } = options;
  void scope.register(httpProxy, {
    ...options,
    proxyPayloads: false,
    replyOptions: {
      ...replyOptions,
      rewriteRequestHeaders: (request, headers) => ({
        ...replyOptions.rewriteRequestHeaders?.(request, headers),
        // The library insists on a content type; it was the sender's to choose.
        'content-type': request.headers['content-type'],
      }),
      onResponse: (_request, reply, answer) => {
        (answer as unknown as UpstreamAnswer).stream.arrayBuffer().then(
          (body) => reply.send(Buffer.from(body)),
          (error: Error) => replyOptions.onError?.(reply, { error }),
        );
      },
    },
    handler: (request, reply, destination, given) =>
      reply.from(
        destination,
        Buffer.isBuffer(request.body)
          ? { ...given, body: request.body, contentType: 'application/octet-stream' }
          : given,
      ),
  });
}
