import type { DataSource } from 'typeorm';
import { v7 as newId } from 'uuid';
import { DeliveryWriter } from './delivery-writer.js';

const writerThatWrites = () =>
  new DeliveryWriter({ query: () => Promise.resolve([]) } as unknown as Pick<DataSource, 'query'>);
const delivery = () => ({
  id: newId(),
  sourceId: newId(),
  receivedAt: new Date(),
  headers: {},
  body: Buffer.from('{}'),
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
});
