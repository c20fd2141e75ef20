import { type Bench, rounded } from '../bench.js';
import { quantile } from '../loop/quantile.js';
import { type ConsumerRound, measureConsumer } from './measure-consumer.js';
import { measureRelay, type RelayRound } from './measure-relay.js';
import { startStage } from './stage.js';

const FULL = { events: 30_000, rounds: 5 };
const QUICK = { events: 5_000, rounds: 2 };

/** What the guarantees cost: outbox and relay against a bare producer, the consumer with its inbox against a bare one. */
export const backbone: Bench = async ({ quick, say, interrupted }) => {
  const { events, rounds } = quick ? QUICK : FULL;
  say('Starting durable servers');
  const stage = await startStage();
  try {
    const relays: RelayRound[] = [];
    const consumers: ConsumerRound[] = [];
    // Everybody in each round, so that a slow moment of the machine is everybody's.
    for (let round = 0; round <= rounds; round++) {
      interrupted.throwIfAborted();
      say(round === 0 ? 'A round to warm up' : `Round ${round} of ${rounds}: ${events} events, each way`);
      const relay = await measureRelay(stage, events);
      const consumer = await measureConsumer(stage, events);
      if (round > 0) {
        relays.push(relay);
        consumers.push(consumer);
      }
    }
    const median = <Round>(all: readonly Round[], key: keyof Round) =>
      quantile(
        all.map((one) => Number(one[key])),
        0.5,
      );
    const figures = {
      bareProducePerSecond: rounded(median(relays, 'bare')),
      readAndProducePerSecond: rounded(median(relays, 'read')),
      relayPerSecond: rounded(median(relays, 'relayed')),
      appendPerSecond: rounded(median(relays, 'appended')),
      bareConsumePerSecond: rounded(median(consumers, 'bare')),
      decodedConsumePerSecond: rounded(median(consumers, 'decoded')),
      inboxedConsumePerSecond: rounded(median(consumers, 'inboxed')),
      consumePerSecond: rounded(median(consumers, 'ours')),
    };
    const ratioOf = <Round>(all: readonly Round[], of: keyof Round, to: keyof Round) =>
      rounded(
        quantile(
          all.map((one) => Number(one[of]) / Number(one[to])),
          0.5,
        ),
      );
    const ratios = {
      relay: ratioOf(relays, 'relayed', 'bare'),
      consumer: ratioOf(consumers, 'ours', 'bare'),
    };
    return { result: { name: 'backbone', figures, ratios }, table: tableOf(figures, ratios) };
  } finally {
    await stage.stop();
  }
};

function tableOf(figures: Record<string, number>, ratios: Record<string, number>): string {
  const titles: Record<string, string> = {
    bareProducePerSecond: 'produced from memory, by a bare kafkajs producer',
    readAndProducePerSecond: '… read from Postgres first (they survive a crash)',
    relayPerSecond: '… by the relay (and are sent by one, in order, at least once)',
    appendPerSecond: 'written into the outbox, 100 a transaction',
    bareConsumePerSecond: 'consumed by a bare eachBatch, parsed and inserted',
    decodedConsumePerSecond: '… held against their schema (nonsense is noticed)',
    inboxedConsumePerSecond: '… with an inbox (each takes effect once)',
    consumePerSecond: '… by Baton’s consumer (and no poison stops it)',
  };
  const rows = Object.entries(titles).map(
    ([key, title]) => `${title.padEnd(64)}${String(figures[key]).padStart(8)}`,
  );
  return [
    'events a second',
    ...rows,
    `ratios: relay ${ratios['relay']}, consumer ${ratios['consumer']}`,
  ].join('\n');
}
