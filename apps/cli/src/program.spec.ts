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
const shown = { ...deadLetter, headers: {}, stack: null, valueBytes: 12 };

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
    const inEveryService = (answer: (service: string) => unknown) => {
      for (const service of ['ingest', 'scoring', 'routing', 'feedback', 'reporting']) {
        baton.answers.set(`GET /api/${service}/dead-letters?state=open&limit=500`, [{ body: answer(service) }]);
      }
    };

    it('lists those of all services', async () => {
      inEveryService((service) => (service === 'ingest' ? [deadLetter] : []));
      const text = await baton.run('dead-letters');
      expect(text.split('\n')).toHaveLength(2);
      expect(text).toContain(`ingest   ${ID}`);
    });

    it('asks one service only when told', async () => {
      inEveryService(() => []);
      await baton.run('dead-letters', 'list', '--service', 'scoring');
      expect(baton.asked).toEqual(['GET /api/scoring/dead-letters?state=open&limit=500']);
    });

    it('shows one without being told whose it is', async () => {
      baton.answers.set(`GET /api/routing/dead-letters/${ID}`, [{ body: shown }]);
      expect(await baton.run('dead-letters', 'show', ID)).toContain('service   routing');
    });

    it('replays all, the oldest first, and goes on after one that fails again', async () => {
      inEveryService((service) => (service === 'ingest' ? [{ ...deadLetter, id: 'second', createdAt: '2026-03-02T09:31:00.000Z' }, deadLetter] : []));
      baton.answers.set(`POST /api/ingest/dead-letters/${ID}/replay`, [{ status: 409, body: { detail: 'It failed again.' } }]);
      baton.answers.set('POST /api/ingest/dead-letters/second/replay', [{ body: { outcome: 'replayed' } }]);
      await baton.run('dead-letters', 'replay', '--all');
      expect(baton.printed).toEqual([`${ID} failed: It failed again.`, 'second replayed', '1 replayed, 1 failed again.']);
      expect(process.exitCode).toBe(exitCodes.failed);
    });

    it('closes one with a note', async () => {
      baton.answers.set(`GET /api/ingest/dead-letters/${ID}`, [{ body: shown }]);
      baton.answers.set(`POST /api/ingest/dead-letters/${ID}/close`, [{ body: { outcome: 'closed' } }]);
      await baton.run('dead-letters', 'close', ID, '--note', 'a test of ours');
      expect(baton.bodies).toEqual([{ note: 'a test of ours' }]);
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
