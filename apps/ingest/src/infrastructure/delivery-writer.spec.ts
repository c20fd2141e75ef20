import type { DataSource } from 'typeorm';
import { v7 as newId } from 'uuid';
import { DeliveryWriter } from './delivery-writer.js';

const writerThatWrites = () =>
  new DeliveryWriter({ query: () => Promise.resolve([]) } as unknown as Pick<DataSource, 'query'>);
const delivery = (sourceId = newId(), bytes = 2) => ({
  id: newId(),
  sourceId,
  state: 'stored' as const,
  receivedAt: new Date(),
  headers: {},
  body: Buffer.alloc(bytes),
});

describe('the writer of deliveries', () => {
  it('sees a crowd where many meet in one write', async () => {
    const writer = writerThatWrites();
    await Promise.all(Array.from({ length: 30 }, () => writer.store(delivery())));
    expect(writer.isCrowded).toBe(true);
  });

  it('sees none where they come one after another', async () => {
    const writer = writerThatWrites();
    for (let count = 0; count < 30; count++) await writer.store(delivery());
    expect(writer.isCrowded).toBe(false);
  });

  it('has room for others however much one source sends', async () => {
    let letGo = () => {};
    const slow = new Promise<unknown[]>((resolve) => (letGo = () => resolve([])));
    const writer = new DeliveryWriter({ query: () => slow } as unknown as Pick<DataSource, 'query'>);
    const noisy = newId();
    const outcome = (stored: Promise<void>) => stored.then(() => 'stored', (error: Error) => error.name);
    const flood = Array.from({ length: 6_000 }, () => outcome(writer.store(delivery(noisy))));
    const other = outcome(writer.store(delivery()));
    letGo();
    expect(await other).toBe('stored');
    const ends = await Promise.all(flood);
    expect(ends.filter((end) => end === 'stored').length).toBe(2_500);
    expect(ends.filter((end) => end === 'WriterIsFull').length).toBe(3_500);
    await writer.store(delivery(noisy));
  });

  it('counts bytes as well, so that large bodies do not fill the memory', async () => {
    const writer = writerThatWrites();
    const noisy = newId();
    const megabyte = 1024 * 1024;
    const ends = await Promise.allSettled(Array.from({ length: 60 }, () => writer.store(delivery(noisy, megabyte))));
    expect(ends.filter(({ status }) => status === 'fulfilled').length).toBe(32);
  });
});
