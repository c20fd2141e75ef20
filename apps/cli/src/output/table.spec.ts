import { table } from './table.js';
import { inWords, wallTime } from './times.js';

describe('tables', () => {
  it('are aligned, numbers to the right, without blanks at the end', () => {
    const text = table([{ title: 'app' }, { title: 'lag', align: 'right' }, { title: 'note' }], [
      ['ingest', '0', ''],
      ['scoring', '1200', 'behind'],
    ]);
    expect(text).toBe(['APP       LAG  NOTE', 'ingest      0', 'scoring  1200  behind'].join('\n'));
  });

  it('count what is seen, not what colours it', () => {
    const red = (text: string) => `\u001b[31m${text}\u001b[39m`;
    const [, first, second] = table([{ title: 'a' }, { title: 'b' }], [[red('no'), 'x'], ['yes', 'y']]).split('\n');
    expect(first).toBe(`${red('no')}   x`);
    expect(second).toBe('yes  y');
  });
});

describe('times', () => {
  it.each([
    [0, '0 ms'],
    [849.6, '850 ms'],
    [12_400, '12 s'],
    [185_000, '3 min'],
    [5 * 3_600_000, '5 h'],
    [47 * 3_600_000, '47 h'],
    [50 * 3_600_000, '2 d'],
  ])('says %d ms as %s', (ms, words) => expect(inWords(ms)).toBe(words));

  it('shows wall time in a zone', () => {
    expect(wallTime('2026-03-02T09:30:00.000Z', 'Europe/Berlin')).toBe('2026-03-02 10:30:00');
  });
});
