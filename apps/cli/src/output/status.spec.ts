import { plain } from './paint.js';
import { type AppStatus, statusText } from './status.js';

const calm = { outbox: { depth: 0, ageMs: 0 }, lag: [], deadLetters: { open: 0 } };

describe('the status of all apps', () => {
  it('is a table, and nothing else when all is well', () => {
    const apps: AppStatus[] = [
      { app: 'ingest', ready: true, because: null, status: calm },
      { app: 'web', ready: true, because: null, status: null },
    ];
    expect(statusText(apps, plain)).toBe(
      [
        'APP     READY  LAG  OUTBOX  OLDEST  DEAD LETTERS',
        'ingest  yes      0       0       –             0',
        'web     yes      –       –       –             –',
      ].join('\n'),
    );
  });

  it('adds up lag, and says what to look at', () => {
    const lag = [
      { topic: 'lead.created', partition: 0, lag: 3 },
      { topic: 'lead.created', partition: 4, lag: 9 },
    ];
    const apps: AppStatus[] = [
      { app: 'scoring', ready: true, because: null, status: { outbox: { depth: 42, ageMs: 12_000 }, lag, deadLetters: { open: 1 } } },
      { app: 'routing', ready: false, because: 'the database does not answer', status: null },
    ];
    const [, scoring, , ...rest] = statusText(apps, plain).split('\n');
    expect(scoring).toBe('scoring  yes     12      42    12 s             1');
    expect(rest).toEqual([
      '',
      'routing is not ready: the database does not answer',
      '1 open dead letter: `npx baton dead-letters list`',
    ]);
  });
});
