import fc from 'fast-check';
import type { Reference } from './hydrator.js';
import { hydrators } from './hydrators.js';

const source = { id: '019a2b40-1f00-7c55-8a11-0d6f3b2c4e02', fieldMap: null };
const hubspot = hydrators['hubspot-api']!;
const meta = hydrators['meta-lead-ads']!;
const linkedin = hydrators['linkedin-lead-sync']!;
const reference = (id: string, type = 'leadgen'): Reference => ({ type, id, details: {}, occurredAt: null });
const bytes = (value: unknown) => Buffer.from(JSON.stringify(value));
const eventOf = (fetched: ReturnType<typeof meta.read>) => {
  if (!fetched.ok) throw new Error(fetched.because);
  return fetched.event;
};

describe('a record of HubSpot', () => {
  const contact = {
    id: '251',
    properties: {
      email: 'ada@example.com',
      firstname: 'Ada',
      company: 'Fjordworks',
      hs_email_optout: 'true',
      docks: '6',
      lastmodifieddate: '2026-03-02T09:30:00Z',
    },
  };
  const deal = (properties: object) => ({
    id: '77',
    properties: { dealname: 'Six docks', amount: '24000.5', deal_currency_code: 'EUR', dealstage: 'x', ...properties },
    associations: { contacts: { results: [{ id: '251', type: 'deal_to_contact' }, { id: '252' }, {}] } },
  });
  const dealOf = (properties: object) => eventOf(hubspot.read(bytes(deal(properties)), reference('77', 'deal'), source));

  it('is asked for with the properties that say something, and never with the token in the address', () => {
    const { path, headers } = hubspot.ask(reference('25/1', 'contact'), 't0ken');
    expect(path).toMatch(/^\/crm\/v3\/objects\/contacts\/25%2F1\?properties=email,/);
    expect(headers).toMatchObject({ authorization: 'Bearer t0ken' });
    expect(hubspot.ask(reference('77', 'deal'), 't0ken').path).toMatch(/^\/crm\/v3\/objects\/deals\/77\?.*&associations=contacts$/);
  });

  it('that is a contact is the person of all notices about it, and each of its states one happening', () => {
    const read = (answer: object) => eventOf(hubspot.read(bytes(answer), reference('251', 'contact'), source));
    expect(read(contact)).toMatchObject({
      kind: 'lead',
      dedupeKey: 'fetched:contact:251:2026-03-02T09:30:00Z',
      occurredAt: new Date('2026-03-02T09:30:00Z'),
      identityKeys: [`hubspot-api:${source.id}:251`],
      person: { email: 'ada@example.com', givenName: 'Ada' },
      company: { name: 'Fjordworks' },
      consent: { email: 'denied' },
      attributes: { docks: '6' },
    });
    const later = { ...contact, properties: { ...contact.properties, lastmodifieddate: '2026-03-03T09:30:00Z' } };
    expect(read(later).dedupeKey).not.toBe(read(contact).dedupeKey);
  });

  it.each([
    [{}, 'open', null],
    [{ hs_is_closed: 'false', closedate: '2026-09-01T00:00:00Z' }, 'open', null],
    [{ hs_is_closed: 'true', hs_is_closed_won: 'true', closedate: '2026-05-11T00:00:00Z' }, 'won', new Date('2026-05-11')],
    [{ hs_is_closed: 'true', hs_is_closed_won: 'false', closedate: '2026-05-11T00:00:00Z' }, 'lost', new Date('2026-05-11')],
  ])('that is a deal with %j stands %s', (properties, standing, closedAt) => {
    expect(dealOf(properties)).toMatchObject({
      kind: 'deal',
      dealId: '77',
      standing,
      closedAt,
      amount: '24000.5',
      currency: 'EUR',
      identityKeys: [`hubspot-api:${source.id}:251`, `hubspot-api:${source.id}:252`],
    });
  });

  it('is none where the answer has no id', () => {
    for (const nonsense of [[], {}, null, 'x', { id: {} }]) {
      expect(hubspot.read(bytes(nonsense), reference('251', 'contact'), source).ok).toBe(false);
    }
    expect(hubspot.read(Buffer.from('<html>'), reference('251', 'contact'), source).ok).toBe(false);
  });
});

describe('a lead of Meta', () => {
  it('is asked for by its id, with the token in a header and not in the address', () => {
    const { path, headers } = meta.ask(reference('6276465415920'), 't0ken');
    expect(path).toMatch(/^\/v\d+\.0\/6276465415920\?fields=.*field_data/);
    expect(path).not.toContain('t0ken');
    expect(headers).toEqual({ authorization: 'Bearer t0ken' });
  });

  it('is read, with the ad as what they saw before', () => {
    const answer = {
      id: '6276465415920',
      created_time: '2026-03-02T09:30:00+0000',
      campaign_name: 'Spring',
      ad_name: 'Six docks',
      form_id: '624',
      field_data: [
        { name: 'email', values: ['ada@example.com'] },
        { name: 'full_name', values: ['Ada Lovelace'] },
        { name: 'company_name', values: ['Fjordworks'] },
        { name: 'how_many_docks?', values: ['six'] },
      ],
    };
    expect(eventOf(meta.read(bytes(answer), reference('6276465415920'), source))).toMatchObject({
      kind: 'lead',
      dedupeKey: 'fetched:leadgen:6276465415920',
      occurredAt: new Date('2026-03-02T09:30:00Z'),
      person: { email: 'ada@example.com', fullName: 'Ada Lovelace' },
      company: { name: 'Fjordworks' },
      source: { channel: 'paid-social', campaign: 'Spring' },
      attributes: { 'how_many_docks?': 'six' },
      passport: { content: [{ says: 'Saw the ad Six docks' }], prompted: { kind: 'lead-form' } },
    });
  });

  it.each([
    [{ error: { code: 190 } }, 400, 'token'],
    [{ error: { code: 613 } }, 400, 'later'],
    [{ error: { code: 4 } }, 403, 'later'],
    [{ error: { code: 100, error_subcode: 33 } }, 400, 'gone'],
    // The permission to read leads is missing from the token: a person gives it one that has it.
    [{ error: { code: 10 } }, 400, 'token'],
    [{ error: { code: 200 } }, 403, 'token'],
    [{ error: { code: 80005 } }, 400, 'later'],
    [{ error: { code: 9999, is_transient: true } }, 400, 'later'],
    [{}, 503, 'later'],
    [{ id: '1' }, 200, 'answered'],
  ])('that answers %j with %d is %s', (body, status, kind) => {
    expect(meta.sort(status, {}, bytes(body)).kind).toBe(kind);
  });

  it('is asked for again when Meta says, and not before', () => {
    const use = (minutes: unknown) => ({ type: 'leadgen', call_count: 100, estimated_time_to_regain_access: minutes });
    const rest = (usage: string) =>
      meta.sort(400, { 'x-business-use-case-usage': usage }, bytes({ error: { code: 80005 } }));
    expect(rest(JSON.stringify({ 1: [use(0), use(19)], 2: [use(3)] }))).toEqual({ kind: 'later', afterMs: 19 * 60_000 });
    for (const usage of ['', '{', '[]', JSON.stringify({ 1: [use(0), use('soon'), null] })]) {
      expect(rest(usage)).toEqual({ kind: 'later', afterMs: null });
    }
    expect(rest(JSON.stringify({ 1: [use(1e9)] }))).toEqual({ kind: 'later', afterMs: 86_400_000 });
  });

  it('of its testing tool ends there', () => {
    const answer = { id: '1', field_data: [{ name: 'FULL_NAME', values: ['<test lead: dummy data for FULL_NAME>'] }] };
    expect(eventOf(meta.read(bytes(answer), reference('1'), source)).kind).toBe('ignored');
  });

  it('has its address whatever the form calls it', () => {
    for (const name of ['EMAIL', 'correo_electrónico', 'e-mail.']) {
      const answer = { id: '1', field_data: [{ name: 'city', values: ['Oslo'] }, { name, values: ['ada@example.com'] }] };
      expect(eventOf(meta.read(bytes(answer), reference('1'), source))).toMatchObject({
        person: { email: 'ada@example.com', city: 'Oslo' },
        attributes: {},
      });
    }
  });
});

describe('a form response of LinkedIn', () => {
  const response = {
    id: '1a2b3c-4',
    submittedAt: 1706741502694,
    leadType: 'SPONSORED',
    versionedLeadGenFormUrn: 'urn:li:versionedLeadGenForm:(urn:li:leadGenForm:77,1)',
    leadMetadata: { sponsoredLeadMetadata: { campaign: 'urn:li:sponsoredCampaign:9' } },
    formResponse: {
      answers: [
        { questionId: 20502584796, answerDetails: { textQuestionAnswer: { answer: 'ada@example.com' } } },
        { questionId: 2, answerDetails: { textQuestionAnswer: { answer: 'Ada' } } },
        { questionId: 3, answerDetails: { multipleChoiceAnswer: { options: [1, 2] } } },
      ],
    },
  };
  const form = {
    name: 'Docks',
    content: {
      questions: [
        { questionId: 20502584796, predefinedField: 'WORK_EMAIL' },
        { questionId: 2, predefinedField: 'FIRST_NAME' },
        {
          questionId: 3,
          question: { localized: { en_US: 'Which docks?' } },
          questionDetails: {
            multipleChoiceQuestionDetails: { options: [{ id: 1, text: { localized: { en_US: 'North' } } }, { id: 7 }] },
          },
        },
      ],
    },
  };
  const urn = 'urn:li:leadGenFormResponse:1a2b3c-4';

  it('is asked for together with its form, which says what the questions were', () => {
    expect(linkedin.ask(reference(urn), 't').path).toBe('/rest/leadFormResponses/1a2b3c-4');
    expect(linkedin.alsoAsk!(bytes(response))).toBe('/rest/leadForms/77');
    expect(eventOf(linkedin.read(bytes({ answer: response, also: form }), reference(urn), source))).toMatchObject({
      person: { email: 'ada@example.com', givenName: 'Ada' },
      identityKeys: [`linkedin-lead-sync:${source.id}:${urn}`],
      attributes: { 'Which docks?': 'North, 2' },
      passport: { prompted: { says: 'Sent the lead form “Docks” on LinkedIn' } },
    });
  });

  it('whose form is not told has its address all the same', () => {
    expect(eventOf(linkedin.read(bytes({ answer: response, also: null }), reference(urn), source))).toMatchObject({
      person: { email: 'ada@example.com' },
      attributes: { 'question 2': 'Ada', 'question 3': '1, 2' },
    });
  });

  it('tells the ad, and of the campaign what the form’s maker called it', () => {
    const answer = { ...response, associatedEntity: { associatedCreative: 'urn:li:sponsoredCreative:4' } };
    const tagged = { ...form, hiddenFields: [{ name: 'utm_campaign', value: 'spring' }, { name: 'team', value: 'north' }] };
    expect(eventOf(linkedin.read(bytes({ answer, also: tagged }), reference(urn), source))).toMatchObject({
      source: { channel: 'paid-social', campaign: 'spring', content: 'urn:li:sponsoredCreative:4' },
      attributes: { team: 'north' },
      passport: { whereFrom: { says: 'LinkedIn, campaign spring' }, content: [{ kind: 'ad' }] },
    });
    const organic = { answer: { ...response, leadType: 'COMPANY', leadMetadata: {} }, also: form };
    expect(eventOf(linkedin.read(bytes(organic), reference(urn), source))).toMatchObject({ source: { channel: 'social' } });
  });

  it('is asked for with tokens that LinkedIn gives at another address than the answers', () => {
    expect(linkedin.renewal).toEqual({ api: 'https://www.linkedin.com', path: '/oauth/v2/accessToken' });
  });

  it('that is a test ends there', () => {
    const answer = { ...response, testLead: true };
    expect(eventOf(linkedin.read(bytes({ answer, also: null }), reference(urn), source)).kind).toBe('ignored');
  });
});

describe('an answer of any platform', () => {
  it.each(Object.keys(hydrators) as Array<keyof typeof hydrators>)('of %s may hold anything without a throw', (id) => {
    const hydrator = hydrators[id]!;
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 3 }), fc.integer({ min: 100, max: 599 }), (inner, status) => {
        const answers = [inner, { id: 'x', properties: inner, field_data: [inner], associations: inner }];
        for (const answer of [...answers, { answer: { id: 'x', formResponse: { answers: [inner] } }, also: inner }]) {
          hydrator.sort(status, {}, bytes(answer));
          hydrator.alsoAsk?.(bytes(answer));
          const fetched = hydrator.read(bytes(answer), reference('x'), source);
          if (fetched.ok) expect(fetched.event.dedupeKey).not.toBe('');
        }
      }),
      { seed: 9, numRuns: 200 },
    );
  });
});
