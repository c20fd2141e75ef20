import { exitCodes } from '../cli-error.js';
import { StubBaton } from '../stub-baton.fixture.js';

const ID = '019a2b4e-7d22-7b64-8e0f-6c5b4a392804';
const decision = (same: boolean | null) => ({
  decisionId: ID,
  decidedAt: '2026-03-02T09:30:00.000Z',
  modelVersion: 3,
  decision: 'held',
  score: 12.5,
  same,
});

describe('npx baton replay score', () => {
  let baton: StubBaton;
  beforeEach(async () => {
    baton = new StubBaton();
    await baton.listen();
  });
  afterEach(() => baton.close());

  it('says of every decision whether it comes out the same', async () => {
    baton.answers.set(`GET /api/scoring/replays/${ID}`, [{ body: [decision(null), decision(true)] }]);
    const printed = await baton.run('replay', 'score', ID);
    expect(printed).toContain('2026-03-02T09:30:00.000Z        3    12.5  held back  its inputs were not kept yet');
    expect(printed).toContain('the same, byte for byte');
  });

  it('fails where one comes out otherwise', async () => {
    baton.answers.set(`GET /api/scoring/replays/${ID}`, [{ body: [decision(true), decision(false)] }]);
    await expect(baton.run('replay', 'score', ID)).rejects.toMatchObject({
      message: '1 of 2 decisions come out otherwise: --json shows how.',
      exitCode: exitCodes.failed,
    });
  });

  it('says where nothing has been decided', async () => {
    baton.answers.set(`GET /api/scoring/replays/${ID}`, [{ body: [] }]);
    expect(await baton.run('replay', 'score', ID)).toBe('Nothing has been decided about this lead.');
  });
});
