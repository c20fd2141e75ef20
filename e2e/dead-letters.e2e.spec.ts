import { execFile } from 'node:child_process';
import { join } from 'node:path';
import {
  expectEachDeliveryEndsOnce,
  type RunningSystem,
  type SentDelivery,
  startSystem,
} from '@baton/testing';
import { Webhook } from 'standardwebhooks';
import { createWorkspace, fieldMap } from './workspace.js';

const BATON = join(import.meta.dirname, '../apps/cli/bin/baton.mjs');
const LETTERS = 60;
const PER_SECOND = 20;

interface Ended {
  readonly code: number;
  readonly printed: string;
}

/** From a source that nobody mapped, to leads: as the person does it who is called when dead letters pile up. */
describe('dead letters, on the whole system', () => {
  let system: RunningSystem;
  beforeAll(async () => {
    system = await startSystem();
  }, 180_000);
  afterAll(() => system?.stop(), 60_000);

  const baton = (...words: string[]) =>
    new Promise<Ended>((resolve) => {
      const env = {
        ...process.env,
        BATON_URL: system.url,
        BATON_TOKEN: system.operatorToken,
        NODE_OPTIONS: '',
      };
      execFile(process.execPath, [BATON, 'dead-letters', ...words], { env }, (error, stdout, stderr) =>
        resolve({ code: typeof error?.code === 'number' ? error.code : 0, printed: stdout + stderr }),
      );
    });

  it('are found, looked at, and all replayed once although the service is killed meanwhile', async () => {
    await createWorkspace(system);
    const operator = system.as('operator');
    const { id: sourceId, generatedSecret } = await operator.post<{ id: string; generatedSecret: string }>(
      '/api/ingest/sources',
      { provider: 'standard-webhooks', name: 'Not mapped yet', secrets: [] },
    );
    const webhook = new Webhook(generatedSecret);
    const sent: SentDelivery[] = [];
    for (let number = 0; number < LETTERS; number++) {
      const id = `msg_${number}`;
      const now = new Date();
      const body = JSON.stringify({
        type: 'lead.submitted',
        data: {
          Mail: `nora.${number}@people.example`,
          Who: `Nora ${number}`,
          'Lead Source': 'Reference',
          'Lead Origin': 'Lead Add Form',
          'Last Activity': 'Email Opened',
        },
      });
      const answer = await fetch(`${system.url}/webhooks/${sourceId}`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'webhook-id': id,
          'webhook-timestamp': String(Math.floor(now.getTime() / 1_000)),
          'webhook-signature': webhook.sign(id, now, body),
        },
        body,
      });
      sent.push({ deliveryId: ((await answer.json()) as { deliveryId: string }).deliveryId, dedupeKey: id });
    }
    await system.eventually('all of them to be dead letters', async () => {
      const groups = await operator.get<{ count: number }[]>('/api/ingest/dead-letters/groups');
      return groups[0]?.count === LETTERS;
    });

    expect((await baton('summary')).printed).toMatch(/\ningest +REFUSED +delivery +60 /);
    const [letter] = JSON.parse((await baton('list', '--json', '--limit', '1')).printed) as [
      { letter: { id: string } },
    ];
    const masked = await baton('show', letter.letter.id);
    expect(masked.printed).toContain('"Mail": "n…@…"');
    expect(masked.printed).not.toContain('people.example');
    expect((await baton('show', letter.letter.id, '--unmasked')).printed).toContain('people.example');

    await operator.put(`/api/ingest/sources/${sourceId}`, {
      fieldMap: { ...fieldMap, person: { email: 'data.Mail', fullName: 'data.Who' } },
    });
    const replaying = baton('replay', '--all', '--per-second', String(PER_SECOND));
    let run = { id: '', done: 0 };
    await system.eventually('the replay to get going', async () => {
      [run = run] = await operator.get<(typeof run)[]>('/api/ingest/dead-letters/replays');
      return run.done >= 5;
    });
    await system.kill('ingest');
    // Whoever watches does not even notice.
    const watched = await replaying;
    expect(watched.printed).toContain(`ingest: ${LETTERS} replayed, 0 failed again, 0 settled meanwhile.`);
    expect(watched.code).toBe(0);
    expect(JSON.parse((await baton('runs', '--json')).printed)).toMatchObject([
      { service: 'ingest', id: run.id, state: 'done', total: LETTERS, replayed: LETTERS },
    ]);
    expect((await baton('summary')).printed).toBe('There are none.\n');
    await expectEachDeliveryEndsOnce(system, sent, { timeoutMs: 60_000 });
  }, 240_000);
});
