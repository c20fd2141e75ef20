import fc from 'fast-check';
import { recordBytes } from '../outbox/outbox-record.js';
import { cutByBytes } from './cut-by-bytes.js';

describe('cutByBytes', () => {
  it('keeps all records in order, and no topic above what one Kafka batch may hold', () => {
    const record = fc.record({
      topic: fc.constantFrom('a', 'b'),
      value: fc.nat(300).map((size) => Buffer.alloc(size)),
    });
    fc.assert(
      fc.property(fc.array(record), (some) => {
        const records = some.map((one) => ({ ...one, key: null, headers: {} }));
        const pieces = [...cutByBytes(records, 1_000)];
        expect(pieces.flat()).toEqual(records);
        for (const piece of pieces) {
          for (const ofTopic of Map.groupBy(piece, (one) => one.topic).values()) {
            const bytes = ofTopic.reduce((sum, one) => sum + recordBytes(one), 0);
            expect(bytes).toBeLessThanOrEqual(1_000);
          }
        }
      }),
    );
  });
});
