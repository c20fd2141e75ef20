import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exitCodes } from '../cli-error.js';
import { StubBaton } from '../stub-baton.fixture.js';

const ID = '019a2b4e-7d22-7b64-8e0f-6c5b4a392804';
const ROWS = `POST /api/ingest/sources/${ID}/rows`;
const source = { id: ID, name: 'Fair', provider: 'csv-import', fieldMap: null };

interface SentRows {
  readonly file: string;
  readonly rows: ReadonlyArray<{ readonly line: number; readonly fields: Record<string, string> }>;
}

let folder: string;
let baton: StubBaton;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'baton-import-'));
  baton = new StubBaton();
  await baton.listen();
  const other = { ...source, id: 'other', provider: 'typeform' };
  baton.answers.set('GET /api/ingest/sources', [{ body: [source, other] }]);
  baton.onAsk = (key, body) => (key === ROWS ? take(body as SentRows) : undefined);
});
afterEach(async () => {
  process.exitCode = undefined;
  await baton.close();
  await rm(folder, { recursive: true });
});

/** As ingest does it: rows without an address are refused. */
function take({ rows }: SentRows) {
  const refused = rows
    .filter(({ fields }) => !fields['Email']?.includes('@'))
    .map(({ line }) => ({ line, because: 'no e-mail address' }));
  return { body: { stored: rows.length - refused.length, refused } };
}

async function fileOf(content: string | Buffer, name = 'leads.csv'): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}
const many = (number: number) =>
  `Email,Name\r\n${Array.from({ length: number }, (_, index) => `p${index}@firm.example,"Person ${index}, of a firm"\r\n`).join('')}`;
const linesSent = () =>
  baton.bodies.flatMap((body) => ((body as Partial<SentRows>).rows ?? []).map(({ line }) => line));

describe('npx baton import', () => {
  it('sends every row once, in chunks, with its line', async () => {
    const path = await fileOf(many(50_000));
    const text = await baton.run('import', path, '--source', 'fair');
    expect(linesSent()).toEqual(Array.from({ length: 50_000 }, (_, index) => index + 2));
    expect(baton.asked.filter((each) => each === ROWS)).toHaveLength(100);
    expect(baton.bodies[0]).toMatchObject({
      file: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
      rows: expect.arrayContaining([
        { line: 2, fields: { Email: 'p0@firm.example', Name: 'Person 0, of a firm' } },
      ]) as unknown,
    });
    expect(text).toMatch(/50000 rows sent, 0 refused\.\nThe leads are at http.*\/leads; /);
    expect(baton.printed).toHaveLength(12);
    expect(existsSync(`${path}.baton-import.json`)).toBe(false);
    expect(existsSync(`${path}.refused.csv`)).toBe(false);
    expect(process.exitCode).toBeUndefined();
  });

  it('stops at Ctrl-C, and goes on from there when it is run again', async () => {
    const bad = 'nobody,x\r\n'.repeat(3);
    const path = await fileOf(many(20_000) + bad + many(30_000).replace('Email,Name\r\n', 'one,two,three\r\n'));
    baton.onAsk = (key, body) => {
      if (key !== ROWS) return undefined;
      if (linesSent().length > 25_000) baton.interrupt();
      return take(body as SentRows);
    };
    await expect(baton.run('import', path, '--source', ID)).rejects.toMatchObject({
      message: expect.stringMatching(/^Stopped after line \d+: the same command goes on from there\.$/) as string,
      exitCode: exitCodes.interrupted,
    });
    const before = linesSent();
    expect(before.length).toBeLessThan(26_000);
    baton.onAsk = (key, body) => (key === ROWS ? take(body as SentRows) : undefined);
    const text = await baton.run('import', path, '--source', ID);
    expect(text).toContain(`Going on after line ${before.at(-1)}.`);
    const all = linesSent();
    expect(new Set(all).size).toBe(all.length);
    expect(all).toHaveLength(50_003);
    expect(text).toContain('50000 rows sent, 4 refused.');
    const report = await readFile(`${path}.refused.csv`, 'utf8');
    expect(report.split('\r\n')).toEqual([
      'Line,Refused because,Email,Name',
      ...[20002, 20003, 20004].map((line) => `${line},no e-mail address,nobody,x`),
      '20005,"has 3 cells, and the header has 2",one,two,three',
      '',
    ]);
  });

  it('begins anew with a file that was changed meanwhile', async () => {
    const path = await fileOf(many(1_000));
    baton.onAsk = (key, body) => {
      if (key === ROWS) baton.interrupt();
      return key === ROWS ? take(body as SentRows) : undefined;
    };
    await expect(baton.run('import', path, '--source', ID)).rejects.toMatchObject({ exitCode: exitCodes.interrupted });
    await fileOf(many(3));
    baton.onAsk = (key, body) => (key === ROWS ? take(body as SentRows) : undefined);
    expect(await baton.run('import', path, '--source', ID)).toContain('3 rows sent, 0 refused.');
  });

  it('writes each refused row down with its line, its reason and itself', async () => {
    const path = await fileOf(
      Buffer.concat([
        Buffer.from('Email;Note\nada@x.example;fine\nshort\n;no address\n'),
        Buffer.from([0xe5, 0x40, 0x78, 0x3b, 0x0a]),
        Buffer.from('bea@x.example;"two\nlines"\n\ncyd@x.example;a;b\n'),
      ]),
    );
    const reportPath = join(folder, 'why.csv');
    const text = await baton.run('import', path, '--source', ID, '--report', reportPath);
    expect(await readFile(reportPath, 'utf8')).toBe(
      [
        'Line,Refused because,Email,Note',
        '3,"has 1 cell, and the header has 2",short',
        '4,no e-mail address,,no address',
        '5,is not UTF-8: save the file as “CSV UTF-8”,\uFFFD@x,',
        '9,"has 3 cells, and the header has 2",cyd@x.example,a,b',
        '',
      ].join('\r\n'),
    );
    expect(text).toContain(`2 rows sent, 4 refused.\nThe refused ones, with line and reason, are in ${reportPath}.`);
    expect(process.exitCode).toBe(exitCodes.failed);
  });

  it('waits while Baton has enough to do, and as long as it is asked to', async () => {
    const path = await fileOf(many(600));
    let refusals = 3;
    baton.onAsk = (key, body) => {
      if (key !== ROWS) return undefined;
      if (refusals-- > 0) return { status: refusals === 1 ? 429 : 503, headers: { 'retry-after': '1' }, body: {} };
      return take(body as SentRows);
    };
    let waits = 0;
    baton.onWait = () => void (waits += 1);
    expect(await baton.run('import', path, '--source', ID)).toContain('600 rows sent');
    expect(waits).toBe(3);
  });

  it('gives up at last, and goes on from there when it is run again', async () => {
    const path = await fileOf(many(600));
    baton.onAsk = (key) => (key === ROWS ? { status: 503, body: { detail: 'ingest does not answer.' } } : undefined);
    await expect(baton.run('import', path, '--source', ID)).rejects.toMatchObject({ exitCode: exitCodes.notRunning });
  });

  it('shows on request how rows would be read, and sends none', async () => {
    const path = await fileOf(`Email,Firm\nada@x.example,Fjordworks\nx\n${'bea@x.example,B\n'.repeat(10)}`);
    const map = await fileOf('{"person":{"email":"Email"},"company":{"name":"Firm"}}', 'map.json');
    const nothing = { person: {}, company: {}, source: {}, consent: {}, attributes: {} };
    const passport = { whereFrom: null, content: [], prompted: { says: 'Sent a form' } };
    const reads = { ...nothing, person: { email: 'ada@x.example' }, company: { name: 'Fjordworks' }, passport };
    baton.answers.set('POST /api/ingest/rows/preview', [
      {
        body: {
          rows: [
            { line: 2, ok: true, reads },
            { line: 4, ok: false, because: 'no e-mail address' },
          ],
        },
      },
    ]);
    const text = await baton.run('import', path, '--source', 'new one', '--map', map, '--dry-run');
    expect(baton.bodies).toMatchObject([{ fieldMap: { company: { name: 'Firm' } }, rows: { length: 5 } }]);
    expect(text.split('\n')).toEqual([
      'Line 2',
      '  person.email: ada@x.example',
      '  company.name: Fjordworks',
      '  passport.prompted: Sent a form',
      '',
      'Line 3 refused: has 1 cell, and the header has 2',
      '',
      'Line 4 refused: no e-mail address',
      '',
      'Nothing was sent.',
    ]);
  });

  it('makes a source only when told to', async () => {
    const path = await fileOf(many(1));
    await expect(baton.run('import', path, '--source', 'Fiar')).rejects.toMatchObject({
      message: 'No source for files is called “Fiar”: --create makes one.',
      exitCode: exitCodes.notFound,
    });
    baton.answers.set('POST /api/ingest/sources', [{ body: source }]);
    expect(await baton.run('import', path, '--source', 'Spring fair', '--create')).toContain('1 row sent');
    expect(baton.bodies[0]).toEqual({ provider: 'csv-import', name: 'Spring fair' });
  });

  it('gives the source a map that is another than it has', async () => {
    const path = await fileOf(many(1));
    const map = await fileOf('{"person":{"email":"Email"}}', 'map.json');
    baton.answers.set(`PUT /api/ingest/sources/${ID}`, [{ body: source }]);
    await baton.run('import', path, '--source', 'Fair', '--map', map);
    expect(baton.bodies[0]).toEqual({ fieldMap: { person: { email: 'Email' } } });
    baton.answers.set('GET /api/ingest/sources', [{ body: [{ ...source, fieldMap: { person: { email: 'Email' } } }] }]);
    baton.asked.length = 0;
    await baton.run('import', path, '--source', 'Fair', '--map', map);
    expect(baton.asked.filter((each) => each.startsWith('PUT'))).toEqual([]);
  });

  it.each([
    ['', /leads\.csv: The file is empty: its first line must name the columns\.$/],
    ['a,a\n', /leads\.csv: Two columns are called “a”/],
    ['Email\nada@x.example\n"open\n', /leads\.csv: Line 3: a quote is opened here and not closed/],
  ])('says what is wrong with the file %j', async (content, message) => {
    const path = await fileOf(content);
    await expect(baton.run('import', path, '--source', ID)).rejects.toMatchObject({
      message: expect.stringMatching(message) as string,
      exitCode: exitCodes.failed,
    });
  });

  it('says what is wrong with what it was given', async () => {
    const path = await fileOf(many(1));
    const usage = { exitCode: exitCodes.usage };
    await expect(baton.run('import', join(folder, 'none.csv'), '--source', ID)).rejects.toMatchObject(usage);
    await expect(baton.run('import', folder, '--source', ID)).rejects.toMatchObject(usage);
    await expect(baton.run('import', path, '--source', ID, '--map', path)).rejects.toMatchObject(usage);
    await expect(baton.run('import', path, '--source', ID, '--report', path)).rejects.toMatchObject(usage);
    expect(linesSent()).toEqual([]);
  });
});
