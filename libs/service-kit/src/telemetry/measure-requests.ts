import { attributeNames, metricNames } from '@baton/messaging';
import { metrics } from '@opentelemetry/api';
import type { FastifyInstance } from 'fastify';

/** Measures each request, from its first byte to the last of its answer, by route and status. */
export function measureRequests(fastify: FastifyInstance): void {
  const seconds = metrics.getMeter('@baton/service-kit').createHistogram(metricNames.requestDuration, {
    description: 'How long requests take.',
    unit: 's',
    advice: { explicitBucketBoundaries: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] },
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url;
    seconds.record(reply.elapsedTime / 1_000, {
      [attributeNames.method]: request.method,
      [attributeNames.status]: reply.statusCode,
      // What strangers try is one series, not one for each address they think of.
      ...(route ? { [attributeNames.route]: route } : {}),
    });
    done();
  });
}
