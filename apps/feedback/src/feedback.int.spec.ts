import { randomUUID } from 'node:crypto';
import { type DataOf, leadErased, leadMerged, leadRouted, leadUpdated } from '@baton/contracts';
import { type Caller, eventually } from '@baton/testing';
import { v7 as newId } from 'uuid';
import { type RunningFeedback, startFeedback } from '../test/running-feedback.fixture.js';
import { ChangeFeed } from './infrastructure/change-feed.js';

let feedback: RunningFeedback;
beforeAll(async () => {
  feedback = await startFeedback();
}, 60_000);
afterAll(() => feedback.stop());

const MANAGER: Caller = 'manager';
const rep = (): { id: string; name: string; caller: Caller } => {
  const id = newId();
  return { id, name: 'Maya Okafor', caller: { role: 'rep', repId: id } };
};
const lead = (owner: { id: string; name: string }, change: Partial<DataOf<typeof leadRouted>> = {}) => ({
  ...leadRouted.example,
  leadId: newId(),
  assignmentId: newId(),
  rep: { id: owner.id, name: owner.name },
  ...change,
});
const routed = (data: DataOf<typeof leadRouted>) => ({
  contract: leadRouted,
  subject: data.leadId,
  sequence: data.attempt,
  data,
});

/** Hands leads to reps through Kafka and waits until sales has them. */
async function handOver(...leads: DataOf<typeof leadRouted>[]) {
  await feedback.send(...leads.map(routed));
  for (const { leadId, attempt } of leads) {
    await eventually(
      async () => (await inHand(leadId))?.attempt === attempt,
      `lead ${leadId}, attempt ${attempt}`,
    );
  }
}

const inHand = async (leadId: string) => {
  const { status, body } = await feedback.call(MANAGER, 'GET', `/leads/${leadId}`);
  return status === 200 ? body : null;
};

async function published(leadId: string) {
  const rows: Array<{ topic: string; headers: Record<string, string>; payload: Buffer }> =
    await feedback.database.query(
      'SELECT topic, headers, payload FROM outbox_events WHERE key = $1 ORDER BY seq',
      [leadId],
    );
  return rows.map(({ topic, headers, payload }) => ({
    topic,
    sequence: Number(headers['ce_sequence']),
    causation: headers['ce_causationid'],
    data: JSON.parse(String(payload)),
  }));
}

describe('the list', () => {
  it('holds what a rep needs in ten seconds, the most urgent first, then the highest score', async () => {
    const maya = rep();
    const at = (hour: number) => `2026-03-02T${hour}:00:00.000Z`;
    const score = (points: number) => ({ ...leadRouted.example.score, score: points });
    const late = lead(maya, { respondBy: at(15), score: score(90) });
    const soonWeak = lead(maya, { respondBy: at(11), score: score(41) });
    const soonStrong = lead(maya, { respondBy: at(11), score: score(80) });
    await handOver(late, soonWeak, soonStrong, lead(rep()));

    const { body } = await feedback.call(maya.caller, 'GET', '/leads');
    expect(body.leads.map(({ leadId }: { leadId: string }) => leadId)).toEqual([
      soonStrong.leadId,
      soonWeak.leadId,
      late.leadId,
    ]);
    expect(body.counts).toEqual({ open: 3, accepted: 0, rejected: 0 });
    expect(body.next).toBeNull();
    expect(body.leads[0]).toMatchObject({
      state: 'open',
      why: 'Asked for a demo · leads an operations team · 47 points, the line is 40',
      person: { fullName: 'Nora Lindqvist' },
      company: { name: 'Fjordworks' },
      passport: { prompted: { says: 'Asked for a demo' } },
      score: {
        score: 80,
        factors: [{ rule: 'demo-request' }, { rule: 'senior-operations' }, { rule: 'mid-size' }],
      },
      next: { who: 'Maya Okafor', does: 'respond', by: at(11) },
      timeZone: 'Europe/Oslo',
    });
  });

  it('comes in pages that neither repeat nor miss a lead, ties and timeless leads included', async () => {
    const maya = rep();
    const leads = Array.from({ length: 7 }, () => lead(maya));
    await handOver(...leads);
    for (const { leadId } of leads.slice(0, 3)) {
      await feedback.call(maya.caller, 'POST', `/leads/${leadId}/reject`, { reasons: ['NO_NEED'] });
    }
    const seen: string[] = [];
    let after = '';
    for (;;) {
      const { body } = await feedback.call(maya.caller, 'GET', `/leads?limit=2${after}`);
      seen.push(...body.leads.map(({ leadId }: { leadId: string }) => leadId));
      if (body.next === null) break;
      after = `&after=${body.next}`;
    }
    expect([...seen].sort()).toEqual(leads.map(({ leadId }) => leadId).sort());
    const { body } = await feedback.call(maya.caller, 'GET', '/leads?state=rejected');
    expect(body.leads).toHaveLength(3);
    expect(body.counts).toEqual({ open: 4, accepted: 0, rejected: 3 });
  });

  it('of a rep is closed to other reps and open to managers', async () => {
    const [maya, jon] = [rep(), rep()];
    const mine = lead(maya);
    await handOver(mine);
    expect((await feedback.call(jon.caller, 'GET', '/leads')).body.leads).toEqual([]);
    expect((await feedback.call(jon.caller, 'GET', `/leads/${mine.leadId}`)).status).toBe(403);
    expect((await feedback.call(MANAGER, 'GET', `/leads/${mine.leadId}`)).status).toBe(200);
    expect((await feedback.call('rep', 'GET', '/leads')).status).toBe(403);
    expect((await feedback.call(MANAGER, 'GET', '/leads?after=nonsense')).status).toBe(422);
    expect((await feedback.call(MANAGER, 'GET', '/leads?state=lost')).status).toBe(422);
  });
});

describe('a hand-over', () => {
  it('that comes twice changes nothing, and the newest attempt owns the lead, whatever the order', async () => {
    const [maya, jon] = [rep(), rep()];
    const first = lead(maya);
    const second = { ...first, attempt: 2, assignmentId: newId(), rep: { id: jon.id, name: 'Jon Berg' } };
    await handOver(second);
    await feedback.send(routed(first), routed(second), routed(first));
    const marker = lead(maya);
    // Kafka keeps the order of one key only, so the marker follows on the lead's own key.
    await feedback.send({ ...routed(marker), subject: first.leadId });
    await eventually(() => inHand(marker.leadId));
    expect(await inHand(first.leadId)).toMatchObject({ attempt: 2, rep: { id: jon.id }, state: 'open' });
  });

  it('opens the lead anew for the next owner', async () => {
    const [maya, jon] = [rep(), rep()];
    const first = lead(maya);
    await handOver(first);
    await feedback.call(maya.caller, 'POST', `/leads/${first.leadId}/reject`, { reasons: ['WRONG_OWNER'] });
    await handOver({ ...first, attempt: 2, assignmentId: newId(), rep: { id: jon.id, name: 'Jon Berg' } });
    expect(await inHand(first.leadId)).toMatchObject({
      state: 'open',
      rejection: null,
      verdicts: [{ verdict: 'rejected', repName: 'Maya Okafor', attempt: 1 }],
    });
    expect((await feedback.call(maya.caller, 'POST', `/leads/${first.leadId}/accept`)).status).toBe(403);
    expect((await feedback.call(jon.caller, 'POST', `/leads/${first.leadId}/accept`)).status).toBe(200);
    expect((await published(first.leadId)).map(({ topic, sequence }) => [topic, sequence])).toEqual([
      ['lead.rejected', 1],
      ['lead.accepted', 2],
    ]);
  });
});

describe('a verdict', () => {
  it('is published once, with the decision that it judges and the hand-over that caused it', async () => {
    const maya = rep();
    const given = lead(maya);
    await handOver(given);
    const reject = () =>
      feedback.call(maya.caller, 'POST', `/leads/${given.leadId}/reject`, {
        reasons: ['NO_PROJECT', 'OTHER'],
        comment: 'They only compare prices for next year',
      });
    const [first, again] = [await reject(), await reject()];
    expect(first).toMatchObject({
      status: 200,
      body: { state: 'rejected', rejection: { reasons: ['NO_PROJECT', 'OTHER'] } },
    });
    expect(again).toEqual(first);
    const events = await published(given.leadId);
    expect(events).toEqual([
      {
        topic: 'lead.rejected',
        sequence: 1,
        causation: expect.any(String),
        data: {
          leadId: given.leadId,
          assignmentId: given.assignmentId,
          attempt: 1,
          decisionId: given.decisionId,
          rep: { id: maya.id, name: 'Maya Okafor' },
          at: '2026-03-02T09:47:00.000Z',
          reasons: ['NO_PROJECT', 'OTHER'],
          comment: 'They only compare prices for next year',
        },
      },
    ]);
    const changed = await feedback.call(maya.caller, 'POST', `/leads/${given.leadId}/accept`);
    expect(changed).toMatchObject({ status: 409, body: { detail: expect.stringContaining('No project') } });
  });

  it('needs a typed reason, and OTHER needs words', async () => {
    const maya = rep();
    const given = lead(maya);
    await handOver(given);
    const reject = async (body: object) =>
      (await feedback.call(maya.caller, 'POST', `/leads/${given.leadId}/reject`, body)).status;
    expect(await reject({})).toBe(422);
    expect(await reject({ reasons: [] })).toBe(422);
    expect(await reject({ reasons: ['LEADS_ARE_BAD'] })).toBe(422);
    expect(await reject({ reasons: ['OTHER'], comment: 'too short' })).toBe(422);
    expect(await reject({ reasons: ['NO_NEED', 'NO_NEED'] })).toBe(422);
    expect(await published(given.leadId)).toEqual([]);
  });

  it("on somebody else's lead is refused, to a manager as well", async () => {
    const maya = rep();
    const given = lead(maya);
    await handOver(given);
    const callers: Caller[] = [rep().caller, MANAGER, 'operator', 'marketer'];
    for (const caller of callers) {
      const answer = await feedback.call(caller, 'POST', `/leads/${given.leadId}/accept`);
      expect(answer).toMatchObject({ status: 403, body: { detail: expect.stringContaining('Maya Okafor') } });
    }
    expect((await feedback.call(maya.caller, 'POST', `/leads/${randomUUID()}/accept`)).status).toBe(404);
    expect((await feedback.call(maya.caller, 'POST', `/leads/not-an-id/accept`)).status).toBe(404);
  });

  it('given twenty times at once is one verdict', async () => {
    const maya = rep();
    const given = lead(maya);
    await handOver(given);
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        index % 2 === 0
          ? feedback.call(maya.caller, 'POST', `/leads/${given.leadId}/accept`)
          : feedback.call(maya.caller, 'POST', `/leads/${given.leadId}/reject`, { reasons: ['NO_NEED'] }),
      ),
    );
    const state = (await inHand(given.leadId)).state;
    expect(answers.map(({ status }) => status).sort()).toEqual([
      ...Array(10).fill(200),
      ...Array(10).fill(409),
    ]);
    expect(answers.filter(({ status }) => status === 200).every(({ body }) => body.state === state)).toBe(
      true,
    );
    expect(await published(given.leadId)).toHaveLength(1);
  });
});

describe('working a lead', () => {
  it('counts attempts, each once, and ends with a win', async () => {
    const maya = rep();
    const given = lead(maya);
    await handOver(given);
    const say = (what: string, body?: object) =>
      feedback.call(maya.caller, 'POST', `/leads/${given.leadId}/${what}`, body);
    const attemptId = randomUUID();
    const call = { channel: 'phone', outcome: 'no-answer' };
    expect((await say('won', { amount: { amountMinor: 1, currency: 'EUR' } })).status).toBe(409);
    expect((await say('contacted', { ...call, attemptId })).body).toMatchObject({
      attempts: 1,
      next: { does: 'decide' },
    });
    expect((await say('contacted', { ...call, attemptId })).body.attempts).toBe(1);
    await say('accept');
    expect((await say('contacted', { channel: 'email', outcome: 'replied' })).body).toMatchObject({
      attempts: 2,
      next: null,
    });
    expect((await say('won', { amount: { amountMinor: 240_000, currency: 'EUR' } })).status).toBe(200);
    expect((await say('won', { amount: { amountMinor: 240_000, currency: 'EUR' } })).status).toBe(200);
    expect((await say('won', { amount: { amountMinor: 1, currency: 'euro' } })).status).toBe(422);
    expect((await inHand(given.leadId)).contacts).toMatchObject([
      { number: 1 },
      { number: 2, channel: 'email' },
    ]);
    expect((await published(given.leadId)).map(({ topic, sequence }) => [topic, sequence])).toEqual([
      ['lead.contacted', 1],
      ['lead.accepted', 2],
      ['lead.contacted', 3],
      ['opportunity.won', 4],
    ]);
  });
});

describe('a lead that ends', () => {
  const AT = '2026-06-01T10:00:00.000Z';
  const erased = (leadId: string) => ({
    contract: leadErased,
    subject: leadId,
    sequence: 9,
    data: { leadId, because: 'person' as const, at: AT },
  });
  const merged = (leadId: string, sequence: number) => ({
    contract: leadMerged,
    subject: leadId,
    sequence,
    data: { ...leadMerged.example, leadId },
  });
  const updated = (leadId: string, sequence: number) => ({
    contract: leadUpdated,
    subject: leadId,
    sequence,
    data: { ...leadUpdated.example, leadId },
  });
  const confirmed = (leadId: string) =>
    eventually(async () => (await published(leadId)).some(({ topic }) => topic === 'feedback.erased'));
  const listOf = async (caller: Caller) => (await feedback.call(caller, 'GET', '/leads')).body;
  const kept = async (leadId: string) =>
    JSON.stringify(
      await Promise.all(
        ['handed_leads', 'contact_attempts', 'verdicts', 'lead_standings'].map((table) =>
          feedback.database.query(`SELECT * FROM ${table} WHERE lead_id = $1`, [leadId]),
        ),
      ),
    );

  it('because the person is forgotten leaves the list, and no word of or about them stays', async () => {
    const maya = rep();
    const [nora, stranger] = [lead(maya), lead(maya)];
    await handOver(nora, stranger);
    await feedback.call(maya.caller, 'POST', `/leads/${nora.leadId}/contacted`, { channel: 'phone', outcome: 'reached' });
    await feedback.call(maya.caller, 'POST', `/leads/${nora.leadId}/reject`, {
      reasons: ['NO_PROJECT', 'OTHER'],
      comment: 'Nora Lindqvist changes her job',
    });
    await feedback.send(erased(nora.leadId));
    await confirmed(nora.leadId);
    expect((await listOf(maya.caller)).leads).toMatchObject([{ leadId: stranger.leadId }]);
    expect(await kept(nora.leadId)).not.toMatch(/Nora|Fjordworks|phone/);
    expect(await kept(nora.leadId)).toContain('NO_PROJECT');
    expect((await published(nora.leadId)).at(-1)).toMatchObject({ sequence: 3, data: { leadId: nora.leadId } });
    expect((await feedback.call(maya.caller, 'POST', `/leads/${nora.leadId}/accept`)).status).toBe(404);
  });

  it('is known to be forgotten before it is handed over, and never reaches a list', async () => {
    const maya = rep();
    const nora = lead(maya);
    await feedback.send(erased(nora.leadId));
    await confirmed(nora.leadId);
    await feedback.send(merged(nora.leadId, 4));
    await feedback.send(updated(nora.leadId, 5));
    const marker = lead(maya);
    // Kafka keeps the order of one key only, so the marker follows on the lead's own key.
    await feedback.send(routed(nora), { ...routed(marker), subject: nora.leadId });
    await feedback.send(routed(marker));
    await eventually(() => inHand(marker.leadId));
    expect((await listOf(maya.caller)).leads).toMatchObject([{ leadId: marker.leadId }]);
    expect(await kept(nora.leadId)).toBe('[[],[],[],[]]');
  });

  it('in another leaves the list, keeps its verdict, and comes back if the merge is undone', async () => {
    const maya = rep();
    const [open, judged] = [lead(maya), lead(maya)];
    await handOver(open, judged);
    await feedback.call(maya.caller, 'POST', `/leads/${judged.leadId}/accept`);
    await feedback.send(merged(open.leadId, 4), merged(judged.leadId, 4));
    await eventually(async () => (await listOf(maya.caller)).leads.length === 0);
    expect((await listOf(maya.caller)).counts).toEqual({ open: 0, accepted: 0, rejected: 0 });
    expect((await feedback.call(maya.caller, 'POST', `/leads/${open.leadId}/accept`)).status).toBe(404);
    expect(await feedback.database.query('SELECT verdict FROM verdicts WHERE lead_id = $1', [judged.leadId])).toEqual([
      { verdict: 'accepted' },
    ]);
    await feedback.send(updated(open.leadId, 5), updated(judged.leadId, 3));
    await eventually(async () => (await inHand(open.leadId))?.state === 'open');
    expect(await inHand(judged.leadId)).toBeNull();
  });

  it('in another before it is handed over is on no list until the merge is undone', async () => {
    const maya = rep();
    const late = lead(maya);
    await feedback.send(merged(late.leadId, 4));
    await eventually(async () => (await kept(late.leadId)).includes('"withdrawn":true'));
    await feedback.send(routed(late));
    await eventually(async () => (await kept(late.leadId)).includes('Fjordworks'));
    expect((await listOf(maya.caller)).leads).toEqual([]);
    await feedback.send(updated(late.leadId, 5));
    await eventually(async () => (await listOf(maya.caller)).leads.length === 1);
  });

  it('is told to the rep that had it as withdrawn', async () => {
    const maya = rep();
    const [nora, twin] = [lead(maya), lead(maya)];
    await handOver(nora, twin);
    const since = (await listOf(maya.caller)).changeNumber;
    await feedback.send(erased(nora.leadId));
    await feedback.send(merged(twin.leadId, 4));
    const feed = feedback.app.get(ChangeFeed);
    const heard = await eventually(async () => {
      const changes = await feed.since(since, maya.id);
      return changes.length === 2 && changes;
    });
    expect(new Map(heard.map(({ leadId, state }) => [leadId, state]))).toEqual(
      new Map([
        [nora.leadId, 'withdrawn'],
        [twin.leadId, 'withdrawn'],
      ]),
    );
    expect(await feed.since(since, rep().id)).toEqual([]);
    expect(await feed.latest()).toBeGreaterThanOrEqual(heard.at(-1)!.changeNumber);
  });
});

describe('the live stream', () => {
  /** Reads server-sent events until `enough`. */
  async function listen(caller: Caller, query: string, headers: Record<string, string> = {}) {
    const abort = new AbortController();
    const answer = await fetch(`${feedback.url}/stream${query}`, {
      headers: { authorization: `Bearer ${await feedback.token(caller)}`, ...headers },
      signal: abort.signal,
    });
    expect(answer.headers.get('content-type')).toBe('text/event-stream');
    let text = '';
    const reading = (async () => {
      for await (const chunk of answer.body!) text += Buffer.from(chunk).toString();
    })().catch(() => {});
    return {
      events: () =>
        [...text.matchAll(/id: (\d+)\nevent: lead\ndata: (.*)\n/g)].map(([, id, data]) => ({
          id,
          ...JSON.parse(data!),
        })),
      async close() {
        abort.abort();
        await reading;
      },
    };
  }

  it('tells a rep of each change of their leads, of those that move away too, and of no others', async () => {
    const [maya, jon] = [rep(), rep()];
    const stream = await listen(maya.caller, '');
    const [mine, other] = [lead(maya), lead(jon)];
    await handOver(other, mine);
    await eventually(() => stream.events().some(({ state }) => state === 'open'));
    await feedback.call(maya.caller, 'POST', `/leads/${mine.leadId}/reject`, { reasons: ['WRONG_OWNER'] });
    await eventually(() => stream.events().some(({ state }) => state === 'rejected'));
    await handOver({ ...mine, attempt: 2, assignmentId: newId(), rep: { id: jon.id, name: 'Jon Berg' } });
    await eventually(() => stream.events().some(({ state }) => state === 'moved'));
    await stream.close();
    const events = stream.events();
    expect(events.every(({ leadId }) => leadId === mine.leadId)).toBe(true);
    const numbers = events.map(({ changeNumber }) => changeNumber);
    expect(numbers).toEqual([...new Set(numbers)].sort((one, two) => one - two));
  });

  it('resumes behind the last event, and from where the list was read', async () => {
    const maya = rep();
    const before = lead(maya);
    await handOver(before);
    const { body } = await feedback.call(maya.caller, 'GET', '/leads');
    const missed = lead(maya);
    await handOver(missed);
    const streams = [
      await listen(maya.caller, `?since=${body.changeNumber}`),
      await listen(maya.caller, '', { 'last-event-id': String(body.changeNumber) }),
    ];
    for (const stream of streams) {
      await eventually(() => stream.events().length > 0);
      expect(stream.events().map(({ leadId }) => leadId)).toEqual([missed.leadId]);
      await stream.close();
    }
  });
});

it('the reasons are listed with their words', async () => {
  const { body } = await feedback.call('rep', 'GET', '/reasons');
  expect(body[0]).toEqual({ code: 'NOT_ICP_INDUSTRY', says: 'Wrong industry' });
  expect(body.at(-1)).toEqual({ code: 'OTHER', says: 'Something else' });
});
