import 'reflect-metadata';
import cookies from '@fastify/cookie';
import { type DynamicModule, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { DatabaseModule, KitModule, type Logger, NestLogger, serverOptions } from '@baton/service-kit';
import type { FastifyInstance } from 'fastify';
import { serveClient } from './http/client-files.js';
import { turnCookieToBearer } from './http/cookie-to-bearer.js';
import { endStreamsOnClose } from './http/end-streams.js';
import { forward } from './http/forwarding.js';
import { addSecurityHeaders } from './http/security-headers.js';
import { webDatabase } from './infrastructure/web.database.js';
import { UPSTREAMS, upstreamsFrom } from './upstreams.js';
import type { WebConfig } from './web.config.js';
import { WebModule } from './web.module.js';

@Module({})
class FrontDoorModule {}

/**
 * The whole front door, not listening yet.
 * @param clientFolder where the built client lies.
 */
export async function createFrontDoor(
  config: WebConfig,
  clientFolder: string,
  logger: Logger,
): Promise<NestFastifyApplication> {
  const { kty, crv, x } = config.BATON_AUTH_PRIVATE_KEY;
  const upstreams = upstreamsFrom(config);
  const root: DynamicModule = {
    module: FrontDoorModule,
    global: true,
    imports: [
      KitModule.forService({ ...config, BATON_AUTH_PUBLIC_KEY: { kty, crv, x } }, logger),
      DatabaseModule.forService(webDatabase),
      WebModule,
    ],
    providers: [{ provide: UPSTREAMS, useValue: upstreams }],
    exports: [UPSTREAMS],
  };
  const app = await NestFactory.create<NestFastifyApplication>(
    root,
    new FastifyAdapter({ ...serverOptions, forceCloseConnections: 'idle' }),
    { logger: new NestLogger(logger), abortOnError: false },
  );
  const fastify = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  await fastify.register(cookies);
  addSecurityHeaders(fastify, config.BATON_PUBLIC_URL);
  turnCookieToBearer(fastify, config.BATON_PUBLIC_URL);
  endStreamsOnClose(fastify);
  forward(fastify, upstreams, logger);
  serveClient(fastify, clientFolder);
  return app;
}
