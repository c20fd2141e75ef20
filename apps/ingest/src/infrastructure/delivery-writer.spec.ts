import { DeliveryWriter, type NewDelivery, WriterIsFull } from './delivery-writer.js';

const delivery = (id: number, bytes = 10): NewDelivery => ({
  id: String(id),
  sourceId: 's',
  receivedAt: new Date('2026-03-02T09:30:00.000Z'),
  headers: {},
  body: Buffer.alloc(bytes),
});

/** A database whose writes end when the test says so. */
class SlowDatabase {
  readonly writes: string[][] = [];
  private readonly ends: Array<(error?: Error) => void> = [];

  query<T>(_sql: string, parameters?: unknown): Promise<T> {
    this.writes.push((parameters as [string[]])[0]);
    return new Promise((resolve, reject) =>
      this.ends.push((error) => (error ? reject(error) : resolve(undefined as T))),
    );
  }

  end(write: number, error?: Error): void {
    this.ends[write]?.(error);
  }
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('the delivery writer', () => {
  it('collects what arrives while a write is under way into the next one', async () => {
    const database = new SlowDatabase();
    const writer = new DeliveryWriter(database);
    const first = writer.store(delivery(1));
    await turn();
    const others = [writer.store(delivery(2)), writer.store(delivery(3))];
    expect(database.writes).toEqual([['1']]);
    database.end(0);
    await first;
    await turn();
    expect(database.writes).toEqual([['1'], ['2', '3']]);
    database.end(1);
    await Promise.all(others);
  });

  it('writes no more than 200 at once', async () => {
    const database = new SlowDatabase();
    const writer = new DeliveryWriter(database);
    for (let id = 0; id < 250; id++) void writer.store(delivery(id));
    await turn();
    database.end(0);
    await turn();
    expect(database.writes.map((write) => write.length)).toEqual([200, 50]);
  });

  it('tells everybody whose write failed, and goes on', async () => {
    const database = new SlowDatabase();
    const writer = new DeliveryWriter(database);
    const lost = writer.store(delivery(1));
    await turn();
    database.end(0, new Error('disk full'));
    await expect(lost).rejects.toThrow('disk full');
    const kept = writer.store(delivery(2));
    await turn();
    database.end(1);
    await kept;
  });

  it('refuses rather than grow without end', async () => {
    const writer = new DeliveryWriter(new SlowDatabase());
    for (let id = 0; id < 5_000; id++) void writer.store(delivery(id));
    await expect(writer.store(delivery(5_000))).rejects.toThrow(WriterIsFull);
    const large = new DeliveryWriter(new SlowDatabase());
    for (let id = 0; id < 64; id++) void large.store(delivery(id, 1024 * 1024));
    await expect(large.store(delivery(64))).rejects.toThrow(WriterIsFull);
  });
});
