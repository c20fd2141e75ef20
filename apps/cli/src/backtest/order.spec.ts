import { readOrder } from './order.js';

const rise = (...cells: string[]) => {
  const read = readOrder(cells);
  if (!read.ok) return read;
  return read.moments.every((moment, at) => at === 0 || moment! > read.moments[at - 1]!);
};

describe('the order of rows', () => {
  it.each([
    [['9', '10', '1000']],
    [['1,000', '2,000', '10,000']],
    [['2025-12-31', '2026-01-01', '2026-01-02T08:00:00Z', '2026-01-02 09:30:15.250']],
    [['2026-01-01T23:00:00-05:00', '2026-01-02T05:00:00+00:00']],
    [['2026/1/9', '2026/1/10']],
    [['09.01.2026', '10.01.2026', '01.02.2026 14:05']],
    [['28/2/2026', '1/3/2026', '2/3/2026']],
    [['2/28/26', '3/1/26 9:15 AM', '3/1/26 1:05 PM']],
    [['31-Dec-2025', '1 Jan 2026', '2nd January, 2026']],
    [['Dec 31, 2025', 'January 1, 2026', 'Thu, Jan 2 2026']],
    [['2025-11', '2025-12', '2026-01']],
    [['11/2025', '02/2026']],
    [['Nov 2025', 'Feb 2026']],
    [['2025-Q4', '2026-Q1']],
    [['Q4 2025', 'Q1 2026']],
    [['1735689600', '1735693200']],
  ])('is read from %j', (cells) => expect(rise(...cells)).toBe(true));

  it('takes 3/4 for March or April by how the rows of the file follow each other', () => {
    expect(rise('03/04/2026', '03/05/2026', '04/01/2026')).toBe(true);
    expect(rise('03/04/2026', '05/04/2026', '01/05/2026')).toBe(true);
  });

  it('leaves a blank row out, and a slip of the pen among many', () => {
    const cells = [...Array.from({ length: 150 }, (_, at) => String(at)), 'soon', '', 'n/a'];
    expect(readOrder(cells)).toMatchObject({ ok: true, moments: expect.arrayContaining([149, null]) });
  });

  it.each([
    [['2026-01-01', 'soon', '2026-01-03', '2026-01-04'], { because: 'unreadable', row: 1 }],
    [['red', 'green'], { because: 'unreadable', row: 0 }],
    [['2026-02-30', '2026-13-01'], { because: 'unreadable', row: 0 }],
    [['', 'n/a'], { because: 'blank' }],
    [['7', '7', '7.0'], { because: 'one value' }],
  ])('cannot be read from %j', (cells, problem) =>
    expect(readOrder(cells)).toEqual({ ok: false, ...problem }),
  );
});
