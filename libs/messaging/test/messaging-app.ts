import 'reflect-metadata';
import type { ServiceName } from '@baton/contracts';
import { Controller, type INestApplication, Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { DataSource } from 'typeorm';
import type { ReceivedEvent } from '../src/cloud-events/received-event.js';
import { KafkaBatchServer } from '../src/nest/kafka-batch-server.js';
import { MessagingModule, type MessagingSettings } from '../src/nest/messaging.module.js';
import { OnEvents } from '../src/nest/on-events.js';
import type { UnitOfWork } from '../src/transactions/unit-of-work.js';
import { silent, type TestContract } from './fixture.js';

export type Handle = (events: ReceivedEvent<TestContract>[], uow: UnitOfWork) => Promise<void>;

/** A controller that hands the contract's events to `handle`. */
export function handlerOf(contract: TestContract, handle: Handle): Type {
  class Handler {
    handle(events: ReceivedEvent<TestContract>[], uow: UnitOfWork): Promise<void> {
      return handle(events, uow);
    }
  }
  const method = Object.getOwnPropertyDescriptor(Handler.prototype, 'handle')!;
  OnEvents(contract)(Handler.prototype, 'handle', method);
  Object.defineProperty(Handler.prototype, 'handle', method);
  Controller()(Handler);
  return Handler;
}

/** A whole service, as far as messaging goes. Close it. */
export async function startMessagingApp(
  service: ServiceName,
  dataSource: DataSource,
  settings: Pick<MessagingSettings, 'brokers'> & Partial<MessagingSettings>,
  controllers: Type[] = [],
): Promise<INestApplication> {
  @Module({ providers: [{ provide: DataSource, useValue: dataSource }], exports: [DataSource] })
  class Database {}
  @Module({
    imports: [
      MessagingModule.forService({
        service,
        imports: [Database],
        useFactory: () => ({
          logger: silent,
          onFatal: (error) => {
            throw error;
          },
          relay: { pollMs: 50, standbyMs: 100 },
          ...settings,
        }),
      }),
    ],
    controllers,
  })
  class Service {}
  const app = await NestFactory.create(Service, new FastifyAdapter(), { logger: false, abortOnError: false });
  app.connectMicroservice({ strategy: app.get(KafkaBatchServer) });
  await app.startAllMicroservices();
  await app.init();
  return app;
}
