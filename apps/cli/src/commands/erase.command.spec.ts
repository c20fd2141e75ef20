import { exitCodes } from '../cli-error.js';
import { StubBaton } from '../stub-baton.fixture.js';

const ID = '019a2b4e-7d22-7b64-8e0f-6c5b4a392804';
const EARLIER = '019a2b4e-7d22-7b64-8e0f-6c5b4a392805';
const all = { scoring: 'then', routing: 'then', feedback: 'then', reporting: 'then' };

describe('npx baton erase', () => {
  let baton: StubBaton;
  beforeEach(async () => {
    baton = new StubBaton();
    await baton.listen();
    baton.answers.set('POST /api/ingest/erasures', [{ status: 202, body: { leadId: ID, earlierIds: [EARLIER] } }]);
    baton.answers.set(`GET /api/ingest/erasures/${EARLIER}`, [{ body: { confirmed: all } }]);
    baton.answers.set(`GET /api/ingest/erasures/${ID}`, [
      { body: { confirmed: { ...all, routing: null, reporting: null } } },
      { body: { confirmed: { ...all, reporting: null } } },
      { body: { confirmed: all } },
    ]);
  });
  afterEach(() => baton.close());

  it('says which service has confirmed, as they do', async () => {
    await baton.run('erase', 'nora@fjord.example', '--reason', 'her letter', '--yes');
    expect(baton.bodies).toEqual([{ email: 'nora@fjord.example', reason: 'her letter' }]);
    expect(baton.printed).toEqual([
      `ingest has forgotten ${ID}.`,
      'scoring has forgotten.',
      'feedback has forgotten.',
      'routing has forgotten.',
      'reporting has forgotten.',
      'Every service has confirmed.',
    ]);
  });

  it('asks first, and changes nothing without a yes', async () => {
    const words = ['erase', ID, '--reason', 'her letter'];
    await expect(baton.run(...words)).rejects.toMatchObject({ exitCode: exitCodes.usage });
    baton.confirms = false;
    await expect(baton.run(...words)).rejects.toMatchObject({ message: 'Nothing was changed.' });
    expect(baton.asked).toEqual([]);
    baton.confirms = true;
    await baton.run(...words);
    expect(baton.bodies).toEqual([{ leadId: ID, reason: 'her letter' }]);
  });

  it('says who has not confirmed when it stops watching', async () => {
    baton.answers.set(`GET /api/ingest/erasures/${ID}`, [{ body: { confirmed: { ...all, routing: null } } }]);
    await expect(baton.run('erase', ID, '--reason', 'her letter', '--yes')).rejects.toMatchObject({
      message: expect.stringContaining('Not confirmed yet by routing.'),
      exitCode: exitCodes.failed,
    });
  });
});

describe('npx baton export', () => {
  it('prints one document, for an id or an address', async () => {
    const baton = new StubBaton();
    await baton.listen();
    const leads = [{ leadId: ID, name: 'Nora', email: 'nora@fjord.example', company: null, state: 'held' }];
    baton.answers.set('GET /api/reporting/leads?query=nora%40fjord.example&limit=21', [{ body: { leads } }]);
    baton.answers.set(`GET /api/leads/${ID}/export`, [{ body: { leadId: ID } }]);
    expect(JSON.parse(await baton.run('export', 'nora@fjord.example'))).toEqual({ leadId: ID });
    await baton.close();
  });
});
