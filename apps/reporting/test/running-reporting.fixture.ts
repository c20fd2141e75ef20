import { topicsToEnsure } from '@baton/infrastructure';
import { BROKER, type Broker } from '@baton/messaging';
import {
  eventually,
  type ServiceTestDatabase,
  startTestPostgres,
  startTestService,
  testBrokers,
  type TestService,
} from '@baton/testing';
import type { DataSource } from 'typeorm';
import { reporting as definition } from '../src/reporting.service.js';
import { type EventToSend, recordOf } from './sent-event.fixture.js';

/** Instances of the service on one database and the run's Kafka. */
export class RunningReporting {
  private readonly instances: TestService[] = [];

  private constructor(
    private readonly schema: ServiceTestDatabase,
    readonly database: DataSource,
  ) {}

  static async start(): Promise<RunningReporting> {
    const schema = await (await startTestPostgres()).createServiceDatabase(definition.database);
    const reporting = new RunningReporting(schema, await schema.dataSource());
    await reporting.boot();
    return reporting;
  }

  /** The first instance. */
  get one(): TestService {
    return this.instances[0]!;
  }

  /** Boots another instance. */
  async boot(): Promise<TestService> {
    const config = { BATON_KAFKA_BROKERS: testBrokers() };
    const instance = await startTestService(definition, { config, schema: this.schema });
    this.instances.push(instance);
    await instance.app.get<Broker>(BROKER).admin.ensureTopics(topicsToEnsure());
    await instance.app.startAllMicroservices();
    await instance.app.listen(0, '127.0.0.1');
    return instance;
  }

  readonly call: TestService['call'] = (as, method, url, body) => this.one.call(as, method, url, body);

  /** Sends events as their owners do, through Kafka. */
  async send(...events: EventToSend[]): Promise<void> {
    const broker = this.one.app.get<Broker>(BROKER);
    // A topic that has just been made may have no leader yet; the relay, too, would try again.
    const taken = () =>
      broker.produce(events.map(recordOf)).then(
        () => true,
        () => false,
      );
    await eventually(taken, 'Kafka to take the events');
  }

  /** Ends all instances, and boots one after `meanwhile`. */
  async restart(meanwhile: () => Promise<unknown>): Promise<void> {
    await this.end();
    await meanwhile();
    await this.boot();
  }

  async stop(): Promise<void> {
    await this.end();
    await this.database.destroy();
    await this.schema.drop();
  }

  private async end(): Promise<void> {
    for (const instance of this.instances.splice(0)) await instance.stop();
  }
}
