import { randomUUID } from 'node:crypto';
import { eventually } from '@baton/testing';
import { type RunningIngest, startIngest } from '../test/running-ingest.fixture.js';

let ingest: RunningIngest;
let source: { id: string };
const secret = randomUUID();

beforeAll(async () => {
  ingest = await startIngest();
  source = (await ingest.call('operator', 'POST', '/sources', { provider: 'plain-json', name: 'Forms', secrets: [secret] })).body;
}, 60_000);
afterAll(() => ingest.stop());

async function deliver(body: object): Promise<string> {
  const answer = await ingest.app.inject({
    method: 'POST',
    url: `/webhooks/${source.id}`,
    headers: { 'x-baton-key': secret },
    payload: body,
  });
  const { deliveryId } = JSON.parse(answer.body) as { deliveryId: string };
  return eventually(async () => {
    const { body: delivery } = await ingest.call('operator', 'GET', `/deliveries/${deliveryId}`);
    return delivery.state === 'done' ? (delivery.leadId as string) : null;
  });
}

/** The account that was last told of the lead. */
async function accountOf(leadId: string) {
  const rows: Array<{ payload: Buffer }> = await ingest.database.query(
    `SELECT payload FROM outbox_events WHERE key = $1 AND topic IN ('lead.created', 'lead.updated') ORDER BY seq`,
    [leadId],
  );
  return (JSON.parse(rows.at(-1)!.payload.toString()) as { account?: { id: string; name: string; matchedBy: string } }).account;
}

const person = (email: string, more: object = {}) => ({ email, name: `Somebody ${randomUUID()}`, ...more });

describe('the account of a lead', () => {
  it('is the firm whose domain their address has, and one for all who have it', async () => {
    const ada = await deliver(person('ada@mail.fjord.example', { company: 'Fjordworks AS', country: 'Norway' }));
    const bo = await deliver(person('bo@fjord.example'));
    expect(await accountOf(ada)).toMatchObject({ name: 'Fjordworks AS', matchedBy: 'domain', confidence: 1 });
    expect(await accountOf(bo)).toEqual(await accountOf(ada));
  });

  it('is found by name and country for who writes from a private mailbox, and by nothing less', async () => {
    const ada = await deliver(person('ada@hafn.example', { company: 'Hafn A/S', country: 'DK' }));
    const cy = await deliver(person('cy.hafn@gmail.com', { company: 'HAFN', country: 'Danmark' }));
    const di = await deliver(person('di.hafn@gmail.com', { company: 'Hafn' }));
    expect(await accountOf(cy)).toMatchObject({ id: (await accountOf(ada))?.id, matchedBy: 'name' });
    expect(await accountOf(di)).toBeUndefined();
    const [row] = await ingest.database.query('SELECT account_candidates AS candidates FROM leads WHERE id = $1', [di]);
    expect(row.candidates).toEqual([{ accountId: (await accountOf(ada))?.id, name: 'Hafn A/S', because: 'the same name' }]);
  });

  it('is one where a firm nobody knows is met many times at once', async () => {
    const leads = await Promise.all(Array.from({ length: 30 }, (_, at) => deliver(person(`p${at}@rush.example`))));
    const accounts = await Promise.all(leads.map(accountOf));
    expect(new Set(accounts.map((account) => account?.id)).size).toBe(1);
  });

  it('is joined with another by a person, and the people of both are told of', async () => {
    const one = await deliver(person('a@vik-no.example', { company: 'Vik', country: 'NO' }));
    const two = await deliver(person('b@vik-com.example', { company: 'Vik', country: 'NO' }));
    const [winner, loser] = [(await accountOf(one))!, (await accountOf(two))!];
    expect(winner.id).not.toBe(loser.id);
    const refused = await ingest.call('marketer', 'POST', `/accounts/${winner.id}/domains`, { domain: 'vik-com.example' });
    expect(refused).toMatchObject({ status: 409, body: { detail: expect.stringContaining('join the two') } });

    const joined = await ingest.call('marketer', 'POST', `/accounts/${winner.id}/join`, { accountId: loser.id });
    expect(joined).toMatchObject({ status: 200, body: { accountId: winner.id, people: 1 } });
    expect(await accountOf(two)).toMatchObject({ id: winner.id });
    expect(await accountOf(await deliver(person('c@vik-com.example')))).toMatchObject({ id: winner.id, matchedBy: 'alias' });
    const { body } = await ingest.call('marketer', 'GET', `/accounts/${loser.id}`);
    expect(body).toMatchObject({ id: winner.id, keys: ['domain:vik-com.example', 'domain:vik-no.example', 'name:vik|NO'] });
    expect(body.people).toHaveLength(3);
    expect((await ingest.call('marketer', 'POST', `/accounts/${winner.id}/join`, { accountId: loser.id })).status).toBe(404);
  });

  it('that a person said is changed by no rule', async () => {
    const firm = (await accountOf(await deliver(person('a@parent.example', { company: 'Parent' }))))!;
    const child = await deliver(person('x@child.example'));
    expect((await ingest.call('marketer', 'PUT', `/leads/${child}/account`, { accountId: firm.id })).status).toBe(200);
    expect(await accountOf(child)).toMatchObject({ id: firm.id, matchedBy: 'person' });
    await deliver(person('x@child.example', { title: 'CFO' }));
    expect(await accountOf(child)).toMatchObject({ id: firm.id, matchedBy: 'person' });
  });

  it('is nobody’s to see or change who has no business with it', async () => {
    expect((await ingest.call('rep', 'GET', '/accounts')).status).toBe(403);
    expect((await ingest.call('marketer', 'GET', `/accounts/${randomUUID()}`)).status).toBe(404);
    const { body } = await ingest.call('marketer', 'GET', '/accounts?search=fjord');
    expect(body).toEqual([expect.objectContaining({ name: 'Fjordworks AS', domain: 'fjord.example', people: 2 })]);
  });
});
