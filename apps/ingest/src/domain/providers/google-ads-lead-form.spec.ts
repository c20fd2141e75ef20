import { googleAdsLeadForm } from './google-ads-lead-form.js';
import { personIn } from './person-in.fixture.js';
import { kept, request, SOURCE } from './signing.fixture.js';

const BODY = `{"lead_id":"L1","form_id":9007199254740993,"campaign_id":10000000000,"creative_id":30000000000,
  "google_key":"k-123456","gcl_id":"g1","api_version":"1.0","user_column_data":[
  {"column_id":"FULL_NAME","string_value":"Ada Lovelace"},{"column_id":"WORK_EMAIL","string_value":"ada@example.com"},
  {"column_id":"COMPANY_NAME","string_value":"Fjordworks"},{"column_id":"JOB_TITLE","string_value":"COO"},
  {"column_id":"q1","column_name":"How many docks?","string_value":"12"}]}`;

describe('the key of a Google Ads lead form', () => {
  it('stands in the body, and any secret of the source may match it', () => {
    expect(googleAdsLeadForm.verify(request(BODY), ['old', 'k-123456'])).toEqual({ ok: true });
    expect(googleAdsLeadForm.verify(request(BODY), ['k-12345']).ok).toBe(false);
  });

  it.each(['not json', '{}', '{"google_key":""}', '{"google_key":null}', '[]'])(
    'is missing in %s',
    (body) => {
      expect(googleAdsLeadForm.verify(request(body), ['']).ok).toBe(false);
    },
  );

  it('is not kept', () => {
    const stored = googleAdsLeadForm.withoutSecret?.(Buffer.from(BODY)).toString() ?? '';
    expect(stored).not.toContain('k-123456');
    expect(stored).toContain('9007199254740993');
  });
});

describe('a Google Ads lead', () => {
  it('is read by column ids, and its long ids stay exact', () => {
    const stored = googleAdsLeadForm.withoutSecret?.(Buffer.from(BODY)) ?? Buffer.of();
    const event = personIn(googleAdsLeadForm.read({ headers: {}, body: stored }, SOURCE));
    expect(event).toMatchObject({
      dedupeKey: 'L1',
      person: { email: 'ada@example.com', fullName: 'Ada Lovelace', title: 'COO' },
      company: { name: 'Fjordworks' },
      source: { channel: 'paid-search', campaign: '10000000000' },
      attributes: { form_id: '9007199254740993', gcl_id: 'g1', 'How many docks?': '12' },
      passport: { content: [{ kind: 'ad' }], prompted: { kind: 'lead-form' } },
    });
  });

  it('that is a test is ignored', () => {
    const reading = googleAdsLeadForm.read(kept({ lead_id: 'T', is_test: true }), SOURCE);
    expect(reading).toEqual({
      ok: true,
      events: [{ kind: 'ignored', dedupeKey: 'T', reason: 'a test lead from Google Ads' }],
    });
  });
});
