import 'reflect-metadata';
import type { AnyEventContract } from '@baton/contracts';
import { type EventsHandler, KafkaBatchServer, MessagingModule, OnEvents } from '@baton/messaging';
import { Controller, type INestApplication, Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { DataSource } from 'typeorm';
import { silent, type Stage } from './stage.js';

/** A service as Baton runs it, as far as messaging goes: relay, consumer, inbox, dead letters. */
export async function startService(
  stage: Stage,
  handler?: { readonly contract: AnyEventContract; readonly handle: EventsHandler },
): Promise<INestApplication> {
  const dataSource = await stage.open();
  @Module({ providers: [{ provide: DataSource, useValue: dataSource }], exports: [DataSource] })
  class Database {}
  @Module({
    imports: [
      MessagingModule.forService({
        service: 'scoring',
        imports: [Database],
        useFactory: () => ({
          brokers: stage.brokers,
          logger: silent,
          onFatal: (error: Error) => {
            throw error;
          },
        }),
      }),
    ],
    controllers: handler ? [controllerOf(handler)] : [],
  })
  class Service {}
  const app = await NestFactory.create(Service, new FastifyAdapter(), { logger: false, abortOnError: false });
  app.connectMicroservice({ strategy: app.get(KafkaBatchServer) });
  await app.startAllMicroservices();
  await app.init();
  return {
    close: async () => {
      await app.close();
      await dataSource.destroy();
    },
  } as INestApplication;
}

function controllerOf({ contract, handle }: { contract: AnyEventContract; handle: EventsHandler }): Type {
  class Handler {
    handle(...args: Parameters<EventsHandler>): Promise<void> {
      return handle(...args);
    }
  }
  OnEvents(contract)(
    Handler.prototype,
    'handle',
    Object.getOwnPropertyDescriptor(Handler.prototype, 'handle')!,
  );
  Controller()(Handler);
  return Handler;
}
