import { readEnds } from './ends.js';

describe('how leads ended', () => {
  it.each([
    [
      ['1', '0', '1.0'],
      [true, false, true],
    ],
    [
      ['Yes', 'no', 'YES '],
      [true, false, true],
    ],
    [
      ['won', 'Lost'],
      [true, false],
    ],
    [
      ['TRUE', 'FALSE', ''],
      [true, false, null],
    ],
    [
      ['Closed-Won', 'closed_lost', 'Open'],
      [true, false, null],
    ],
    [
      ['ja', 'nein'],
      [true, false],
    ],
    [['x', 'yes'], null],
  ])('is plain from %j', (cells, ends) => {
    const read = readEnds('End', cells);
    expect(read.ok ? read.ends : null).toEqual(ends);
  });

  it('is told by --positive for any other words, whatever their case', () => {
    expect(readEnds('Stage', ['Signed', 'gone', 'signed', 'open'], 'SIGNED')).toMatchObject({
      ends: [true, false, true, null],
      wins: ['Signed'],
      notes: ['1 rows are left out: “open” is no end.'],
    });
    expect(readEnds('Grade', ['3', '1', '2'], '3')).toMatchObject({ ends: [true, false, false] });
  });

  it('is a loss where it is blank, if wins are all that was written', () => {
    expect(readEnds('Customer', ['yes', '', 'yes', ''])).toMatchObject({
      ends: [true, false, true, false],
      notes: ['2 rows where “Customer” is blank count as not won.'],
    });
  });

  it.each([
    [['1', '1'], undefined, 'Every row of “End” says “1”: there is nothing to tell apart.'],
    [['no', 'lost', ''], undefined, 'No row of “End” says that a lead was won. It says “no”, “lost”.'],
    [
      ['signed', 'gone'],
      undefined,
      '“End” says “signed”, “gone”: tell with --positive which of them is a win.',
    ],
    [['signed', 'gone'], 'signd', 'No row of “End” says “signd”. Did you mean “signed”?'],
    [['signed', 'signed'], 'signed', 'Every row of “End” says “signed”: there is nothing to tell apart.'],
    [['', ''], undefined, '“End” says of no row how it ended.'],
  ])('cannot be told from %j', (cells, positive, says) =>
    expect(readEnds('End', cells, positive)).toEqual({ ok: false, says }),
  );
});
