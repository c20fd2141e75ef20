import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, Reflector } from '@nestjs/core';
import { AuthGuard } from './auth/auth.guard.js';
import { Clock } from './clock.js';
import { CONFIG, type ServiceConfig } from './config/service-config.js';
import { HealthController } from './health/health.controller.js';
import { Readiness } from './health/readiness.js';
import { EventStream } from './http/event-stream.js';
import { ProblemFilter } from './http/problem.filter.js';
import { LOGGER, type Logger } from './logging/logger.js';

/** What every service stands on, available everywhere in it without being imported. */
@Module({})
export class KitModule {
  static forService(config: Pick<ServiceConfig, 'BATON_AUTH_PUBLIC_KEY'>, logger: Logger): DynamicModule {
    return {
      module: KitModule,
      global: true,
      controllers: [HealthController],
      providers: [
        { provide: CONFIG, useValue: config },
        { provide: LOGGER, useValue: logger },
        { provide: APP_GUARD, useClass: AuthGuard },
        { provide: APP_FILTER, useClass: ProblemFilter },
        Reflector,
        Clock,
        Readiness,
        EventStream,
      ],
      exports: [CONFIG, LOGGER, Clock, Readiness, EventStream],
    };
  }
}
