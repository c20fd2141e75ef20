import staticFiles from '@fastify/static';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { replyWithProblem } from './problem-reply.js';

/** Their names change with their content. */
const HASHED = /[\\/]assets[\\/]/;

/** Serves the built client, and its one page for every address that is no file. */
export function serveClient(fastify: FastifyInstance, folder: string): void {
  for (const path of ['/api', '/auth', '/auth/*', '/health/*']) {
    fastify.get(path, (_request, reply) =>
      replyWithProblem(reply, 404, 'Not found', 'There is nothing at this address.'),
    );
  }
  if (!existsSync(join(folder, 'index.html'))) {
    // Webhooks must come in all the same.
    fastify.get('/*', (_request, reply) =>
      replyWithProblem(
        reply,
        503,
        'Not available now',
        'The web client is not built: run `npx nx build @baton/web`.',
      ),
    );
    return;
  }
  void fastify.register(async (scope) => {
    await scope.register(staticFiles, {
      root: folder,
      wildcard: false,
      index: false,
      preCompressed: true,
      cacheControl: false,
      globIgnore: ['**/*.{br,gz}', '**/.vite/**', 'index.html'],
      setHeaders: (reply, path) => {
        void reply.header(
          'cache-control',
          HASHED.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache',
        );
      },
    });
    scope.get('/*', (request, reply) => {
      // A page that was opened before an update asks for files that are gone: HTML in their place would only confuse.
      if (request.url.startsWith('/assets/')) {
        return replyWithProblem(
          reply,
          404,
          'Not found',
          'This file belongs to another version. Load the page again.',
        );
      }
      return reply.sendFile('index.html');
    });
  });
}
