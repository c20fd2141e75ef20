import { type DynamicModule, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CONFIG, type ServiceConfig } from '../config/service-config.js';
import { dataSourceOptions, type ServiceDatabase } from './service-database.js';

/** Connects a service to its schema. Migrations are a step of their own and never run here. */
@Module({})
export class DatabaseModule {
  static forService(database: ServiceDatabase): DynamicModule {
    return {
      module: DatabaseModule,
      imports: [
        TypeOrmModule.forRootAsync({
          inject: [CONFIG],
          useFactory: (config: ServiceConfig) => ({
            ...dataSourceOptions(database, config.BATON_DATABASE_URL, config.BATON_DATABASE_POOL),
            // Postgres may come up after the service: keep trying, readiness tells.
            retryAttempts: 1_000,
            retryDelay: 1_000,
            verboseRetryLog: false,
          }),
        }),
      ],
    };
  }
}
