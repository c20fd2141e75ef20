import { exitCodes } from './cli-error.js';
import { StubBaton } from './stub-baton.fixture.js';

const ID = '019a2b4e-7d22-7b64-8e0f-6c5b4a392804';
const deadLetter = {
  id: ID,
  origin: { kind: 'delivery', deliveryId: ID },
  eventId: null,
  subject: null,
  reason: 'UNREADABLE',
  message: 'the body is not JSON',
  attempts: 1,
  state: 'open',
  note: null,
  createdAt: '2026-03-02T09:30:00.000Z',
  settledAt: null,
  settledBy: null,
};
const shown = { ...deadLetter, masked: true, key: null, headers: {}, stack: null, bodyBytes: 12, body: { kind: 'hidden' }, views: [] };

describe('npx baton', () => {
  let baton: StubBaton;
  beforeEach(async () => {
    baton = new StubBaton();
    await baton.listen();
  });
  afterEach(async () => {
    process.exitCode = undefined;
    await baton.close();
  });

  describe('lead', () => {
    const found = (leadId: string, email: string) => ({ leadId, name: 'Nora', email, company: null, state: 'held' });
    const story = {
      lead: { leadId: ID, name: 'Nora', email: null, title: null, company: null, state: 'held', score: 3, owner: null, next: null },
      items: [],
      rebuilding: false,
    };

    it('asks for an id at once', async () => {
      baton.answers.set(`GET /api/reporting/leads/${ID}/story`, [{ body: story }]);
      expect(await baton.run('lead', ID, '--json')).toBe(JSON.stringify(story, null, 2));
    });

    it('finds a lead by its address, even where others fit as well', async () => {
      const leads = [found('other', 'nora@fjord.example.com'), found(ID, 'nora@fjord.example')];
      baton.answers.set('GET /api/reporting/leads?query=NORA%40fjord.example&limit=21', [{ body: { leads } }]);
      baton.answers.set(`GET /api/reporting/leads/${ID}/story`, [{ body: story }]);
      expect(await baton.run('lead', 'NORA@fjord.example')).toContain('Nora');
    });

    it('lists those that fit when there are several', async () => {
      const leads = [found('a', 'nora@a.example'), found('b', 'nora@b.example')];
      baton.answers.set('GET /api/reporting/leads?query=nora&limit=21', [{ body: { leads } }]);
      await expect(baton.run('lead', 'nora')).rejects.toMatchObject({
        message: '2 leads fit “nora”: ask for one of them by its id.',
        exitCode: exitCodes.usage,
      });
      expect(baton.printed[0]).toMatch(/^ID +NAME +E-MAIL.*\na .*\nb .*$/s);
    });

    it('says so when none fits', async () => {
      baton.answers.set('GET /api/reporting/leads?query=nobody&limit=21', [{ body: { leads: [] } }]);
      await expect(baton.run('lead', 'nobody')).rejects.toMatchObject({ exitCode: exitCodes.notFound });
    });
  });

  describe('rebuild', () => {
    const PATH = '/api/reporting/rebuild';
    const at = (state: string, done: number, error: string | null = null) => ({ body: { state, done, total: 100, error } });

    it('starts it and watches until it is done', async () => {
      baton.answers.set(`GET ${PATH}`, [at('idle', 0), at('running', 0), at('running', 50), at('running', 51), at('idle', 100)]);
      baton.answers.set(`POST ${PATH}`, [{ status: 202, body: {} }]);
      await baton.run('rebuild', 'reporting');
      expect(baton.asked.filter((each) => each.startsWith('POST'))).toHaveLength(1);
      expect(baton.printed).toEqual(['0 of 100 events', '50 of 100 events', '100 of 100 events', 'Rebuilt from the event log.']);
    });

    it('only watches one that runs already', async () => {
      baton.answers.set(`GET ${PATH}`, [at('running', 10), at('idle', 100)]);
      await baton.run('rebuild', 'reporting');
      expect(baton.asked.some((each) => each.startsWith('POST'))).toBe(false);
    });

    it('leaves it running when interrupted, and says so', async () => {
      baton.answers.set(`GET ${PATH}`, [at('running', 10)]);
      baton.onWait = () => baton.interrupt();
      await expect(baton.run('rebuild', 'reporting')).rejects.toMatchObject({
        message: expect.stringContaining('goes on without us') as string,
        exitCode: exitCodes.interrupted,
      });
    });

    it('tells why it does not get on', async () => {
      baton.answers.set(`GET ${PATH}`, [at('idle', 0), at('failed', 10, 'the broker is away')]);
      baton.answers.set(`POST ${PATH}`, [{ status: 202, body: {} }]);
      await expect(baton.run('rebuild', 'reporting')).rejects.toMatchObject({
        message: expect.stringContaining('does not get on: the broker is away') as string,
        exitCode: exitCodes.failed,
      });
    });
  });

  describe('dead-letters', () => {
    const SERVICES = ['ingest', 'scoring', 'routing', 'feedback', 'reporting'];
    const inEveryService = (path: string, answer: (service: string) => unknown) => {
      for (const service of SERVICES) baton.answers.set(`GET /api/${service}/dead-letters${path}`, [{ body: answer(service) }]);
    };
    const OPEN = '?state=open&limit=100';
    const run = (state: string, done: number, failed = 0) => ({
      id: 'run-1',
      state,
      perSecond: 50,
      total: 10,
      done,
      replayed: done - failed,
      failed,
      skipped: 0,
      startedBy: 'Sam',
      startedAt: deadLetter.createdAt,
      endedAt: null,
    });
    const group = { reason: 'SCHEMA', topic: 'lead.created', count: 10, oldest: deadLetter.createdAt };

    it('lists those of all services', async () => {
      inEveryService(OPEN, (service) => (service === 'ingest' ? [deadLetter] : []));
      const text = await baton.run('dead-letters');
      expect(text.split('\n')).toHaveLength(2);
      expect(text).toContain(`ingest   ${ID}`);
    });

    it('asks one service only when told, for what is asked for', async () => {
      const words = '--service scoring --topic lead.created --text x&y --since 2026-03-02 --about nobody --state closed --limit 1';
      const path = '?topic=lead.created&text=x%26y&since=2026-03-02T00%3A00%3A00.000Z&subject=nobody&state=closed&limit=1';
      baton.answers.set(`GET /api/scoring/dead-letters${path}`, [{ body: [deadLetter] }]);
      const text = await baton.run('dead-letters', 'list', ...words.split(' '));
      expect(baton.asked).toEqual([`GET /api/scoring/dead-letters${path}`]);
      expect(text).toContain('The newest 1: a filter such as --topic narrows them');
    });

    it('says what is wrong with a time', async () => {
      await expect(baton.run('dead-letters', '--since', 'yesterday')).rejects.toMatchObject({
        message: '--since yesterday is no time: give a day or an instant, such as 2026-03-02T08:00Z.',
        exitCode: exitCodes.usage,
      });
    });

    it('sums up what is open', async () => {
      inEveryService('/groups', (service) => (service === 'scoring' ? [group] : []));
      expect(await baton.run('dead-letters', 'summary')).toMatch(/\nscoring +SCHEMA +lead\.created +10 /);
    });

    it('shows one without being told whose it is, and whole only on request', async () => {
      baton.answers.set(`GET /api/routing/dead-letters/${ID}`, [{ body: shown }]);
      expect(await baton.run('dead-letters', 'show', ID)).toContain('service   routing');
      baton.answers.set(`GET /api/routing/dead-letters/${ID}?unmasked=true`, [
        { body: { ...shown, masked: false, body: { kind: 'text', text: 'email=x' } } },
      ]);
      expect(await baton.run('dead-letters', 'show', ID, '--unmasked')).toContain('email=x');
    });

    it('replays the given ones, and goes on after one that fails again', async () => {
      for (const id of [ID, 'second']) baton.answers.set(`GET /api/ingest/dead-letters/${id}`, [{ body: { ...shown, id } }]);
      baton.answers.set(`POST /api/ingest/dead-letters/${ID}/replay`, [{ status: 409, body: { detail: 'It failed again.' } }]);
      baton.answers.set('POST /api/ingest/dead-letters/second/replay', [{ body: { outcome: 'replayed' } }]);
      await baton.run('dead-letters', 'replay', ID, 'second');
      expect(baton.printed).toEqual([`${ID} failed: It failed again.`, 'second replayed', '1 replayed, 1 failed again.']);
      expect(process.exitCode).toBe(exitCodes.failed);
    });

    it('has the services replay all of theirs, and watches', async () => {
      inEveryService('/groups', (service) => (service === 'scoring' || service === 'routing' ? [group] : []));
      baton.answers.set('POST /api/scoring/dead-letters/replays', [{ status: 202, body: run('running', 0) }]);
      baton.answers.set('POST /api/routing/dead-letters/replays', [{ status: 409, body: { detail: 'A replay goes on already.' } }]);
      baton.answers.set('GET /api/scoring/dead-letters/replays/run-1', [{ body: run('running', 5) }, { body: run('done', 10, 1) }]);
      await baton.run('dead-letters', 'replay', '--all', '--per-second', '20');
      expect(baton.bodies[0]).toEqual({ filter: {}, perSecond: 20 });
      expect(baton.printed).toEqual([
        'routing begins none: A replay goes on already.',
        '0 of 10 dead letters',
        '5 of 10 dead letters',
        '10 of 10 dead letters',
        'scoring: 9 replayed, 1 failed again, 0 settled meanwhile.',
      ]);
      expect(process.exitCode).toBe(exitCodes.failed);
    });

    it('replays those that match, in the services that have any', async () => {
      inEveryService('/groups?reason=SCHEMA', (service) => (service === 'scoring' ? [group] : []));
      baton.answers.set('POST /api/scoring/dead-letters/replays', [{ status: 202, body: run('done', 10) }]);
      await baton.run('dead-letters', 'replay', '--reason', 'SCHEMA');
      expect(baton.bodies).toEqual([{ filter: { reason: 'SCHEMA' } }]);
      expect(process.exitCode).toBeUndefined();
    });

    it('leaves a replay running when interrupted, says how to go on, and does', async () => {
      inEveryService('/groups', (service) => (service === 'scoring' ? [group] : []));
      baton.answers.set('POST /api/scoring/dead-letters/replays', [{ status: 202, body: run('running', 0) }]);
      baton.onWait = () => baton.interrupt();
      await expect(baton.run('dead-letters', 'replay', '--all')).rejects.toMatchObject({
        message: expect.stringContaining('`npx baton dead-letters replay --run run-1` watches it again') as string,
        exitCode: exitCodes.interrupted,
      });
      baton.onWait = () => undefined;
      baton.answers.set('GET /api/scoring/dead-letters/replays/run-1', [{ body: run('running', 7) }, { body: run('done', 10) }]);
      expect(await baton.run('dead-letters', 'replay', '--run', 'run-1')).toContain('scoring: 10 replayed');
    });

    it('goes on watching while the service is started anew', async () => {
      baton.answers.set('GET /api/scoring/dead-letters/replays/run-1', [
        { body: run('running', 3) },
        { status: 503, body: { detail: 'scoring does not answer.' } },
        { body: run('done', 10) },
      ]);
      baton.answers.set('GET /api/ingest/dead-letters/replays/run-1', [{ status: 503, body: {} }]);
      expect(JSON.parse(await baton.run('dead-letters', 'replay', '--run', 'run-1', '--json'))).toMatchObject([
        { service: 'scoring', state: 'done', replayed: 10 },
      ]);
    });

    it('says whom it could not ask', async () => {
      baton.answers.set(`GET /api/ingest/dead-letters/${ID}`, [{ status: 503, body: { detail: 'ingest does not answer.' } }]);
      await expect(baton.run('dead-letters', 'show', ID)).rejects.toMatchObject({
        message: 'Not available now: ingest does not answer.',
        exitCode: exitCodes.notRunning,
      });
    });

    it('stops a replay, and lists them', async () => {
      baton.answers.set('GET /api/scoring/dead-letters/replays/run-1', [{ body: run('running', 7) }]);
      baton.answers.set('POST /api/scoring/dead-letters/replays/run-1/stop', [{ body: run('stopped', 8) }]);
      expect(await baton.run('dead-letters', 'stop', 'run-1')).toContain('8 replayed, 0 failed again, 0 settled meanwhile. Stopped with 2 left.');
      inEveryService('/replays', (service) => (service === 'scoring' ? [run('stopped', 8)] : []));
      expect(await baton.run('dead-letters', 'runs')).toMatch(/\nscoring +run-1 .* Sam +stopped +10 +8 +0 +0$/);
    });

    it('does nothing unless it is clear which ones are meant', async () => {
      for (const words of [['replay'], ['replay', ID, '--all'], ['replay', '--all', '--topic', 'x'], ['close', '--note', 'why']]) {
        await expect(baton.run('dead-letters', ...words)).rejects.toMatchObject({ exitCode: exitCodes.usage });
      }
      expect(baton.asked).toEqual([]);
    });

    it('closes one, or many, with a note', async () => {
      baton.answers.set(`GET /api/ingest/dead-letters/${ID}`, [{ body: shown }]);
      baton.answers.set('POST /api/ingest/dead-letters/close', [{ body: { closed: 1 } }]);
      await baton.run('dead-letters', 'close', ID, '--note', 'a test of ours');
      inEveryService('/groups?topic=delivery', (service) => (service === 'ingest' ? [group] : []));
      await baton.run('dead-letters', 'close', '--topic', 'delivery', '--note', 'not ours');
      expect(baton.bodies).toEqual([
        { ids: [ID], note: 'a test of ours' },
        { filter: { topic: 'delivery' }, note: 'not ours' },
      ]);
      expect(baton.printed).toEqual(['1 closed.', '1 closed.']);
    });

    it('says so when nobody has it', async () => {
      await expect(baton.run('dead-letters', 'show', ID)).rejects.toMatchObject({ exitCode: exitCodes.notFound });
    });
  });

  describe('status', () => {
    it('fails when something is not ready', async () => {
      const apps = [{ app: 'web', ready: false, because: 'the database is away', status: null }];
      baton.answers.set('GET /api/status', [{ body: { apps } }]);
      expect(await baton.run('status')).toContain('web is not ready: the database is away');
      expect(process.exitCode).toBe(exitCodes.failed);
    });
  });
});
