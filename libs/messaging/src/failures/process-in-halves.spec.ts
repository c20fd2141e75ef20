import fc from 'fast-check';
import { DomainRefusal } from './domain-refusal.js';
import { processInHalves } from './process-in-halves.js';

const withoutWaiting = { wait: async () => {} };

describe('processInHalves', () => {
  it('ends every item exactly once, done in order or put aside', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom('good', 'refused', 'broken')), async (kinds) => {
        const items = kinds.map((kind, place) => ({ kind, place }));
        const done: typeof items = [];
        const poison: typeof items = [];
        const outcome = await processInHalves(
          items,
          async (some) => {
            const bad = some.find((item) => item.kind !== 'good');
            if (bad?.kind === 'refused') throw new DomainRefusal('no');
            if (bad) throw new TypeError('broken');
            done.push(...some);
          },
          async (item) => void poison.push(item),
          withoutWaiting,
        );
        expect(outcome).toEqual({ settled: items.length, stoppedBy: null });
        expect(done).toEqual(items.filter((item) => item.kind === 'good'));
        expect(poison).toEqual(items.filter((item) => item.kind !== 'good'));
      }),
    );
  });

  it('stops at a transient failure with all before it settled and nothing behind it touched', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.boolean(), { minLength: 1, maxLength: 40 }),
        fc.nat(),
        async (refusals, somewhere) => {
          const away = somewhere % refusals.length;
          const ended: number[] = [];
          const outcome = await processInHalves(
            refusals.map((refused, place) => ({ refused, place })),
            async (some) => {
              if (some.some((item) => item.refused)) throw new DomainRefusal('no');
              if (some.some((item) => item.place >= away))
                throw Object.assign(new Error(), { code: 'ECONNREFUSED' });
              ended.push(...some.map((item) => item.place));
            },
            async (item) => void ended.push(item.place),
            withoutWaiting,
          );
          expect(ended).toEqual([...Array(outcome.settled).keys()]);
          const unsettled = refusals.slice(outcome.settled);
          expect(outcome.stoppedBy === null).toBe(unsettled.length === 0);
        },
      ),
    );
  });

  it('tries an unknown failure alone three times before it is put aside', async () => {
    let tries = 0;
    const poison: unknown[] = [];
    await processInHalves(
      ['only'],
      async () => {
        tries++;
        throw new TypeError('a bug');
      },
      async (item, { kind, attempts }) => void poison.push({ item, kind, attempts }),
      withoutWaiting,
    );
    expect(tries).toBe(3);
    expect(poison).toEqual([{ item: 'only', kind: 'unknown', attempts: 3 }]);
  });

  it('does not put aside what succeeds on a later try', async () => {
    let tries = 0;
    const outcome = await processInHalves(
      ['only'],
      async () => {
        if (++tries < 3) throw new TypeError('at first');
      },
      async () => {
        throw new Error('must not be put aside');
      },
      withoutWaiting,
    );
    expect(outcome).toEqual({ settled: 1, stoppedBy: null });
  });

  it('stops when an item cannot be put aside: nothing is skipped', async () => {
    const failure = new Error('no room for dead letters');
    const outcome = await processInHalves(
      [1, 2, 3],
      async (some) => {
        if (some.includes(2)) throw new DomainRefusal('no');
      },
      async () => {
        throw failure;
      },
      withoutWaiting,
    );
    expect(outcome).toEqual({ settled: 1, stoppedBy: failure });
  });

  it('finds one guilty item among 512 in about twice log2 attempts', async () => {
    let attempts = 0;
    await processInHalves(
      [...Array(512).keys()],
      async (some) => {
        attempts++;
        if (some.includes(300)) throw new DomainRefusal('no');
      },
      async () => {},
      withoutWaiting,
    );
    expect(attempts).toBeLessThanOrEqual(2 * 9 + 1);
  });
});
