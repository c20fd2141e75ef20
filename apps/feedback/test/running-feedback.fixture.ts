import type { AnyEventContract, DataOf } from '@baton/contracts';
import { topicsToEnsure } from '@baton/infrastructure';
import { BROKER, type Broker, UnitOfWork } from '@baton/messaging';
import { Clock } from '@baton/service-kit';
import { eventually, SettableClock, startTestService, testBrokers, type TestService } from '@baton/testing';
import { feedback as definition } from '../src/feedback.service.js';

export interface EventToSend<Contract extends AnyEventContract> {
  readonly contract: Contract;
  readonly subject: string;
  readonly sequence: number;
  readonly data: DataOf<Contract>;
}

export interface RunningFeedback extends TestService {
  readonly clock: SettableClock;
  readonly url: string;
  /** Sends events as their owner does, through Kafka. */
  send<Contract extends AnyEventContract>(...events: EventToSend<Contract>[]): Promise<void>;
}

/** The whole service on a database of its own and the run's Kafka. */
export async function startFeedback(): Promise<RunningFeedback> {
  const clock = new SettableClock('2026-03-02T09:47:00.000Z');
  const service = await startTestService(definition, {
    config: { BATON_KAFKA_BROKERS: testBrokers() },
    override: [{ token: Clock, by: clock }],
  });
  const broker = service.app.get<Broker>(BROKER);
  await broker.admin.ensureTopics(topicsToEnsure());
  await service.app.startAllMicroservices();
  await service.app.listen(0, '127.0.0.1');
  return {
    ...service,
    clock,
    url: await service.app.getUrl(),
    async send(...events) {
      const records = events.flatMap(({ contract, ...event }) => {
        const uow = new UnitOfWork(null as never, contract.owner);
        uow.publish(contract, { ...event, time: clock.now() });
        return uow.outgoing;
      });
      // A topic that has just been made may have no leader yet; the relay, too, would try again.
      const taken = () =>
        broker.produce(records).then(
          () => true,
          () => false,
        );
      await eventually(taken, 'Kafka to take the events');
    },
  };
}
