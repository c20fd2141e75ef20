import { createHmac } from 'node:crypto';
import { linkedinLeadSync } from './linkedin-lead-sync.js';
import { kept, request, SOURCE } from './signing.fixture.js';

const SECRET = 'client-secret-0123456789';
const RESPONSE = 'urn:li:leadGenFormResponse:1a2b3c-4';

const notice = (more: object = {}) => ({
  type: 'LEAD_ACTION',
  leadGenFormResponse: RESPONSE,
  leadGenForm: 'urn:li:versionedLeadGenForm:(urn:li:leadGenForm:1, 1)',
  owner: { sponsoredAccount: 'urn:li:sponsoredAccount:123' },
  leadType: 'SPONSORED',
  leadAction: 'CREATED',
  occurredAt: 1686182358881,
  ...more,
});
const read = (body: unknown) => {
  const reading = linkedinLeadSync.read(kept(body), SOURCE);
  if (!reading.ok) throw new Error(reading.because);
  return reading.events;
};
const sign = (text: string) => createHmac('sha256', SECRET).update(text).digest('hex');
const verify = (signature: string) =>
  linkedinLeadSync.verify(request('{"a":1}', { 'x-li-signature': signature }), ['old', SECRET]).ok;

describe('a notice of LinkedIn', () => {
  it('names a form response, which is fetched', () => {
    expect(read(notice())).toEqual([
      {
        kind: 'reference',
        dedupeKey: `${RESPONSE}|CREATED|1686182358881`,
        occurredAt: new Date(1686182358881),
        type: 'leadFormResponse',
        id: RESPONSE,
        details: { leadGenForm: 'urn:li:versionedLeadGenForm:(urn:li:leadGenForm:1, 1)', leadType: 'SPONSORED' },
      },
    ]);
  });

  it('of a deleted response erases the person who had sent it', () => {
    expect(read(notice({ leadAction: 'DELETED', occurredAt: 1686182359999, testLead: true }))).toEqual([
      {
        kind: 'erasure',
        dedupeKey: `${RESPONSE}|DELETED|1686182359999`,
        occurredAt: new Date(1686182359999),
        identityKeys: [`linkedin-lead-sync:${SOURCE.id}:${RESPONSE}`],
      },
    ]);
  });

  it('of a test, or of nothing, ends there', () => {
    expect(read(notice({ testLead: true }))).toMatchObject([{ kind: 'ignored' }]);
    for (const body of [{}, [], null, 7, { leadGenFormResponse: '' }]) expect(read(body)).toMatchObject([{ kind: 'ignored' }]);
  });

  it('is signed with words before the body that its header does not have', () => {
    expect(verify(sign('hmacsha256={"a":1}'))).toBe(true);
    expect(verify(sign('{"a":1}'))).toBe(false);
    for (const wrong of ['', 'hmacsha256=', 'x'.repeat(64), sign('hmacsha256={"a":1}').slice(2)]) expect(verify(wrong)).toBe(false);
  });
});

describe('the question of LinkedIn whether the address is right', () => {
  const ask = (query: Record<string, string>, secrets = [SECRET, 'old'], method = 'GET') =>
    linkedinLeadSync.handshake!({ ...request(''), method, query }, secrets);

  it('is answered with what only the app can compute', () => {
    const challengeCode = '890e4665-4dfe-4ab1-b689-ed553bceeed0';
    const answer = ask({ challengeCode, applicationId: '7' });
    expect(answer).toMatchObject({ status: 200, contentType: 'application/json' });
    expect(JSON.parse(answer!.body)).toEqual({ challengeCode, challengeResponse: sign(challengeCode) });
  });

  it('is none without a code, or where a body is sent', () => {
    expect(ask({})).toBeNull();
    expect(ask({ challengeCode: 'x' }, [SECRET], 'POST')).toBeNull();
    expect(ask({ challengeCode: 'x' }, [])).toBeNull();
  });
});
