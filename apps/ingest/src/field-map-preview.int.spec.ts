import { type RunningIngest, startIngest } from '../test/running-ingest.fixture.js';

let ingest: RunningIngest;
beforeAll(async () => void (ingest = await startIngest()), 60_000);
afterAll(() => ingest.stop());

const SECRET = 'a-shared-key-of-some-length';

async function sourceWith(...bodies: readonly object[]): Promise<string> {
  const source = { provider: 'plain-json', name: 'Zapier', secrets: [SECRET] };
  const { id } = (await ingest.call('operator', 'POST', '/sources', source)).body;
  for (const payload of bodies) {
    const url = `/webhooks/${id}?key=${SECRET}`;
    expect((await ingest.app.inject({ method: 'POST', url, payload })).statusCode).toBe(200);
  }
  return id;
}
const preview = (id: string, body: object, role = 'operator') =>
  ingest.call(role, 'POST', `/sources/${id}/field-map/preview`, body);

const german = {
  Mail: 'ada@fjordworks.example',
  Firma: 'Fjordworks',
  Telefon: '0170 1234567',
  Datum: '03.04.2026',
  Bemerkung: 'ruft mich bitte an',
};

describe('a field map that is tried', () => {
  it('shows what the latest deliveries would become, and what none of its rules reads; nothing is stored', async () => {
    const id = await sourceWith({ Mail: 'nobody' }, german);
    const counts = async () =>
      (
        await ingest.database.query(`SELECT (SELECT count(*) FROM deliveries) AS d, (SELECT count(*) FROM leads) AS l`)
      )[0];
    const before = await counts();
    const fieldMap = {
      person: { email: 'Mail', phone: 'Telefon' },
      company: { name: 'Firma' },
      occurredAt: 'Datum',
      dateFormat: 'dd.MM.yyyy',
      phoneCountry: 'DE',
    };
    const { status, body } = await preview(id, { fieldMap, unmasked: true });
    expect(status).toBe(200);
    expect(body.fieldMap).toEqual(fieldMap);
    expect(body.deliveries).toMatchObject([
      {
        becomes: [
          {
            kind: 'lead',
            person: { email: 'ada@fjordworks.example', phoneE164: '+491701234567' },
            company: { name: 'Fjordworks', domain: 'fjordworks.example' },
            attributes: { Bemerkung: 'ruft mich bitte an' },
          },
        ],
      },
      { becomes: [{ kind: 'refused', because: expect.stringContaining('no e-mail address') }] },
    ]);
    expect(body.paths).toContainEqual({ path: 'Bemerkung', times: 1, example: 'ruft mich bitte an', use: 'attribute' });
    expect(body.paths).toContainEqual({ path: 'Datum', times: 1, example: '03.04.2026', use: 'rule' });
    expect(await counts()).toEqual(before);
  });

  it('says what is in doubt', async () => {
    const id = await sourceWith(german);
    const { body } = await preview(id, { fieldMap: { person: { email: 'Mail' }, occurredAt: 'Datum' } });
    expect(body.deliveries[0].becomes).toMatchObject([
      { kind: 'refused', because: expect.stringContaining('dateFormat') },
    ]);
  });

  it('hides what is personal, unless an operator asks for it', async () => {
    const id = await sourceWith(german);
    const fieldMap = { person: { email: 'Mail' }, source: { selfReported: 'Bemerkung' } };
    const text = JSON.stringify((await preview(id, { fieldMap }, 'marketer')).body);
    for (const personal of ['ada', '1234567', 'ruft']) expect(text).not.toContain(personal);
    expect(text).toContain('"a…@…"');
    expect((await preview(id, { fieldMap, unmasked: true }, 'marketer')).status).toBe(403);
    for (const role of ['manager', 'rep']) expect((await preview(id, { fieldMap }, role)).status).toBe(403);
  });

  it('begins with what the usual names find', async () => {
    const id = await sourceWith({ email: 'ada@fjordworks.example', utm_source: 'google' });
    const { body } = await preview(id, { fieldMap: null });
    expect(body.fieldMap).toMatchObject({
      person: { email: 'email' },
      passport: { whereFrom: { path: 'utm_source' } },
    });
    const again = await preview(id, { fieldMap: body.fieldMap });
    expect(again.body.deliveries).toEqual(body.deliveries);
  });

  it('is refused where it is none, and where there is no such source', async () => {
    const id = await sourceWith();
    expect((await preview(id, { fieldMap: { person: { mail: 'Mail' } } })).status).toBe(422);
    expect((await preview(id, { fieldMap: null })).body).toEqual({ fieldMap: {}, deliveries: [], paths: [] });
    expect((await preview('0198a100-0000-7000-8000-000000000001', { fieldMap: null })).status).toBe(404);
  });
});
