import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seeded } from '@baton/evidence';
import type { BacktestReport } from '../backtest/report.js';
import { exitCodes } from '../cli-error.js';
import { StubBaton } from '../stub-baton.fixture.js';

let folder: string;
let baton: StubBaton;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'baton-backtest-'));
  baton = new StubBaton();
  await baton.listen();
});
afterEach(async () => {
  expect(baton.asked).toEqual([]);
  await baton.close();
  await rm(folder, { recursive: true });
});

async function fileOf(content: string, name = 'leads.csv'): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

/** @param signal how much likelier a director is to be won */
function leads(count: number, signal: number): string[][] {
  const random = seeded(11);
  const day = (at: number) => new Date(Date.UTC(2025, 0, 1 + Math.floor(at / 5))).toISOString().slice(0, 10);
  return Array.from({ length: count }, (_, at) => {
    const director = random() < 0.4;
    const won = random() < 0.2 + (director ? signal : 0);
    const source = ['Web', 'Fair', 'Select', 'Partner'][Math.floor(random() * 4)]!;
    const revenue = `${Math.floor(1 + random() * 8)},${String(100 + Math.floor(random() * 800))}`;
    return [
      day(at),
      director ? 'Head of Sales' : 'Intern',
      source,
      revenue,
      `said "x",\nat ${at}`,
      `p${at % 850}@firm.example`,
      won ? 'signed' : '',
      won ? 'yes' : 'no',
    ];
  });
}
const HEADER = ['Came in', 'Job Title', 'Source', 'Revenue', 'Note', 'E-mail', 'Contract', 'Won'];
const csv = (rows: readonly string[][], delimiter = ',', lineEnd = '\n') =>
  [HEADER, ...rows]
    .map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(delimiter))
    .join(lineEnd);
const ask = ['--label', 'won', '--order', 'came in'] as const;
async function report(path: string, ...options: string[]): Promise<BacktestReport> {
  await baton.run('backtest', path, ...ask, ...options, '--json');
  return JSON.parse(baton.printed.at(-1)!) as BacktestReport;
}

describe('npx baton backtest', () => {
  it('tells what a learned table would have kept, without a running Baton', async () => {
    const text = await baton.run('backtest', await fileOf(csv(leads(1_000, 0.5))), ...ask);
    expect(text).toContain('1000 leads with a known end');
    expect(text).toContain('learned from the older 700 by 3 columns, judged on the newest 300.');
    expect(text).toMatch(/AUC +0\.\d{3} +0\.\d{3} to 0\.\d{3}/);
    expect(text).toMatch(/50 % +[\d.]+ % +[\d.]+ % to [\d.]+ % +[\d.]+ % +1\.\d\d/);
    expect(text).toMatch(/\+\d+ +fit +person seniority: director/);
    expect(text).toContain('! “Contract” alone tells wins from losses with an AUC of 1.00: left out.');
    expect(text.trim().split('\n').at(-1)).toMatch(/^Lift found: the better half of the leads keeps/);
  });

  it('says to keep the rules where there is nothing to be learned', async () => {
    const text = await baton.run('backtest', await fileOf(csv(leads(1_000, 0))), ...ask);
    expect(text).toContain('No lift found: keep your rules.');
  });

  it('reads a file alike, however it was saved', async () => {
    const rows = leads(600, 0.5);
    const plain = await report(await fileOf(csv(rows)));
    const spreadsheet = await report(await fileOf(`\uFEFF${csv(rows, ';', '\r\n')}`, 'leads.csv'));
    const tabs = await report(await fileOf(csv(rows, '\t')));
    expect(spreadsheet).toEqual(plain);
    expect(tabs).toEqual(plain);
  });

  it('does not depend on the order of the rows in the file', async () => {
    const rows = leads(600, 0.5).map((row, at) => [String(at), ...row.slice(1)]);
    const one = await report(await fileOf(csv(rows)));
    expect(await report(await fileOf(csv(rows.toReversed())))).toEqual(one);
  });

  it('leaves out and takes in what it is told to', async () => {
    const path = await fileOf(csv(leads(600, 0.5)));
    expect((await report(path)).learnedColumns).toEqual(['Job Title', 'Source', 'Revenue']);
    expect((await report(path, '--exclude', 'source,revenue')).learnedColumns).toEqual(['Job Title']);
    const leaky = await report(path, '--include', 'Contract');
    expect(leaky.learnedColumns).toContain('Contract');
    expect(leaky.leaks).toContainEqual(expect.objectContaining({ column: 'Contract', leaveOut: false }));
    expect(leaky.notes).toContainEqual(expect.stringContaining('So good a result is rare'));
  });

  it('judges nobody whom it has learned from, where it is told who is who', async () => {
    const { judgement, notes } = await report(await fileOf(csv(leads(1_000, 0.5))), '--identity', 'e-mail');
    expect(judgement.leads).toBe(150);
    expect(notes).toContainEqual(
      expect.stringMatching(/^150 of the newest rows are of somebody who is among the older ones/),
    );
  });

  it('follows a map of what is known of the columns', async () => {
    const map = await fileOf(
      JSON.stringify({ engagement: ['Source'], blank: ['Web'], titles: ['job title'] }),
      'map.json',
    );
    const { table } = await report(await fileOf(csv(leads(1_000, 0.5))), '--map', map);
    const ofSource = table.rules.filter(({ says }) => says.startsWith('Source'));
    expect(ofSource.every(({ dimension }) => dimension === 'engagement')).toBe(true);
    expect(table.rules.map(({ says }) => says)).not.toContain('Source: web');
  });

  it('leaves out what changed after the first sales touch', async () => {
    const rows = leads(600, 0.5);
    const content = csv(rows)
      .split('\n"')
      .map((line, at) =>
        at === 0
          ? `${line},"Touched","Source changed"`
          : `"${line},"2025-06-01","${at % 3 ? '2025-05-01' : '2025-07-01'}"`,
      );
    const map = await fileOf(
      JSON.stringify({ firstTouch: 'Touched', changedAt: { Source: 'Source changed' } }),
      'map.json',
    );
    const { leaks } = await report(await fileOf(content.join('\n')), '--map', map);
    expect(leaks).toContainEqual(
      expect.objectContaining({ column: 'Source', kind: 'changed', leaveOut: true }),
    );
  });

  it('draws the curve', async () => {
    const svg = join(folder, 'curve.svg');
    const text = await baton.run('backtest', await fileOf(csv(leads(600, 0.5))), ...ask, '--svg', svg);
    expect(text).toContain(`The curve is drawn in ${svg}.`);
    expect(await readFile(svg, 'utf8')).toContain(
      '<title id="title">Share of leads sent against wins kept: leads.csv</title>',
    );
  });

  it('warns where the newest leads may not have ended yet', async () => {
    const rows = leads(1_000, 0.5).map((row, at) =>
      at < 900 || at % 9 === 0 ? row : [...row.slice(0, -1), 'no'],
    );
    expect((await report(await fileOf(csv(rows)))).notes).toContainEqual(
      expect.stringContaining('perhaps not all of their ends are known yet'),
    );
  });

  it.each<[string, string, string[], number, string]>([
    [
      'an empty file',
      '',
      [...ask],
      exitCodes.failed,
      'The file is empty: its first line must name the columns.',
    ],
    ['a header alone', HEADER.join(','), [...ask], exitCodes.failed, 'there are no rows that can be read.'],
    [
      'a wrong column',
      csv(leads(200, 0.5)),
      ['--label', 'Wonn', '--order', 'Came in'],
      exitCodes.usage,
      'has no column “Wonn”. Did you mean “Won”?',
    ],
    [
      'a label with one value',
      csv(leads(200, 0.5).map((row) => [...row.slice(0, -1), 'yes'])),
      [...ask],
      exitCodes.usage,
      'Every row of “Won” says “yes”',
    ],
    [
      'few rows',
      csv(leads(40, 0.5)),
      [...ask],
      exitCodes.failed,
      'too few to learn from: it has 40 rows whose ends are known',
    ],
    [
      'an order that is none',
      csv(leads(200, 0.5)),
      ['--label', 'Won', '--order', 'Source'],
      exitCodes.usage,
      'cannot be put in order: “Source” is neither a number nor a date in line ',
    ],
    [
      'one column for both',
      csv(leads(200, 0.5)),
      ['--label', 'Won', '--order', 'Won'],
      exitCodes.usage,
      '--label and --order are both “Won”.',
    ],
  ])('refuses %s in one line', async (_name, content, options, exitCode, says) => {
    await expect(baton.run('backtest', await fileOf(content), ...options)).rejects.toMatchObject({
      exitCode,
      message: expect.stringContaining(says),
    });
  });

  it('refuses a file that is not there, and a map that makes no sense', async () => {
    const map = await fileOf('{"fitt":[]}', 'map.json');
    await expect(baton.run('backtest', join(folder, 'none.csv'), ...ask)).rejects.toMatchObject({
      exitCode: exitCodes.usage,
    });
    await expect(
      baton.run('backtest', await fileOf(csv(leads(200, 0.5))), ...ask, '--map', map),
    ).rejects.toMatchObject({
      message: expect.stringContaining('fitt'),
      exitCode: exitCodes.usage,
    });
  });
});
