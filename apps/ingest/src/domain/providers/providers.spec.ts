import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { personIn } from './person-in.fixture.js';
import { providerIds, providers, type ProviderId } from './providers.js';
import { kept, request, SOURCE } from './signing.fixture.js';

describe('every provider', () => {
  /** Where each provider looks: random values are put there. Others take any object. */
  const shapes: Partial<Record<ProviderId, (inner: unknown) => unknown>> = {
    'standard-webhooks': (inner) => ({ data: inner }),
    'hubspot-api': (inner) => [{ subscriptionType: 'contact.merge', mergedObjectIds: [inner], objectId: inner }, inner],
    'hubspot-workflow': (inner) => ({
      vid: inner,
      properties: { email: { value: inner }, x: inner },
      'form-submissions': [inner],
    }),
    typeform: (inner) => ({
      form_response: {
        hidden: inner,
        answers: [inner, { type: 'text', text: inner }],
        definition: { fields: [inner] },
      },
    }),
    'google-ads-lead-form': (inner) => ({
      user_column_data: [inner, { column_id: 'EMAIL', string_value: inner }],
    }),
    'csv-import': (inner) => ({ Email: inner, 'First Name': inner, inner }),
    segment: (inner) => [
      { type: 'identify', traits: inner, context: inner },
      { type: 'track', properties: inner },
      inner,
    ],
  };

  const shapeOf = (id: ProviderId) =>
    shapes[id] ??
    ((inner: unknown) => ({
      type: inner,
      event: inner,
      topic: inner,
      payload: inner,
      data: { item: inner, data: inner },
      contact: { id: inner, fields: inner },
      meta: { entity: 'deal', id: inner },
      entry: [{ changes: [{ field: 'leadgen', value: inner }] }],
      ChangeEventHeader: { entityName: 'Lead', recordIds: [inner] },
      leadGenFormResponse: inner,
    }));

  it.each(providerIds)('%s reads any JSON without throwing', (id) => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), fc.boolean(), (value, shaped) => {
        const reading = providers[id].read(kept(JSON.stringify(shaped ? shapeOf(id)(value) : value)), SOURCE);
        return reading.ok ? reading.events.every(({ dedupeKey }) => dedupeKey !== '') : true;
      }),
      { seed: 7, numRuns: 300 },
    );
  });

  it.each(providerIds)('%s reads any bytes without throwing, and in no time', (id) => {
    const pieces = fc.constantFrom('data[', ']=', '&', '%', '<a>', '{"', '":', '[', ']', '}', '\u0000', 'é', '=1', '&&', '\\');
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 400 }), fc.array(pieces).map((some) => Buffer.from(some.join('')))), (bytes) => {
        const startedAt = performance.now();
        const body = Buffer.from(bytes);
        providers[id].read({ headers: {}, body }, SOURCE);
        expect(typeof providers[id].verify(request(body), ['secret']).ok).toBe('boolean');
        expect(performance.now() - startedAt).toBeLessThan(1_000);
      }),
      { seed: 5, numRuns: 200 },
    );
  });

  it.each(providerIds)('%s takes words that every object of JavaScript knows for words', (id) => {
    for (const word of Object.getOwnPropertyNames(Object.prototype)) {
      const said = {
        ...{ type: word, event: word, event_type: word, topic: word, metric: word, object_type: 'email' },
        ...{ subscriptionType: `object.${word}`, objectTypeId: word, objectId: 1, utm_medium: word, email: 'ada@example.com' },
        ...{ properties: { hs_analytics_source: { value: word } }, vid: 1, contact: { id: 1, fields: { utm_medium: word } } },
      };
      const form = `type=${word}&contact[id]=1&contact[fields][utm_medium]=${word}&data[id]=1&data[email]=ada@example.com`;
      for (const body of [said, [said], { data: said }, { payload: said, event: 'invitee.created' }, form]) {
        // A function is the one thing that cannot be cloned.
        expect(() => structuredClone(providers[id].read(kept(body), SOURCE))).not.toThrow();
      }
    }
  });

  it.each(providerIds)('%s reads a body as deep as a hostile one can be', (id) => {
    const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
    expect(() =>
      providers[id].read(kept(`{"data":${deep},"properties":{"x":{"value":${deep}}},"vid":1}`), SOURCE),
    ).not.toThrow();
  });
});

/** Captured and documented bodies from outside; they are not part of the repository. */
const PAYLOADS =
  process.env['BATON_WEBHOOK_PAYLOADS'] ?? join(process.cwd(), '../shared/data/webhook-payloads');
const onPayloads = existsSync(PAYLOADS) ? describe : describe.skip;

onPayloads('bodies seen in the wild', () => {
  const body = (path: string) => readFileSync(join(PAYLOADS, path));
  const read = (id: ProviderId, path: string) =>
    providers[id].read({ headers: {}, body: body(path) }, SOURCE);

  it('of Typeform are all read', () => {
    for (const file of readdirSync(join(PAYLOADS, 'typeform'))) {
      expect(personIn(read('typeform', `typeform/${file}`)).passport.prompted).not.toBeNull();
    }
    expect(
      personIn(read('typeform', 'typeform/doc-form_response-Contact-form-submission.json')),
    ).toMatchObject({
      person: { email: 'priya.nair@example.com', fullName: 'Priya Nair' },
      source: { channel: 'newsletter' },
    });
    // Asked as plain text: the address is found by the words of the question.
    expect(personIn(read('typeform', 'typeform/recorded-request_callback.json')).person).toMatchObject({
      email: 'ub200b8@rademade.com',
      fullName: 'Zee Ali',
    });
  });

  it('of Google Ads are read', () => {
    expect(
      personIn(read('google-ads-lead-form', 'google-ads-lead-form/doc-lead-form-full.json')).person,
    ).toMatchObject({
      email: 'joao@example.com',
      phone: '11987654321',
    });
  });

  it('of Segment are read or ignored', () => {
    expect(personIn(read('segment', 'segment/identify.json')).person).toMatchObject({
      title: 'Designer',
      country: 'Serbia',
    });
    for (const file of ['alias', 'screen']) {
      expect(read('segment', `segment/${file}.json`)).toMatchObject({ events: [{ kind: 'ignored' }] });
    }
  });

  it('of a HubSpot workflow are read', () => {
    const captured = JSON.parse(body('hubspot/hookdeck-current-CONTACT.json').toString()) as {
      body: unknown;
    };
    expect(personIn(providers['hubspot-workflow'].read(kept(captured.body), SOURCE))).toMatchObject({
      identityKeys: [`hubspot-workflow:${SOURCE.id}:251`],
      person: { givenName: 'Kovat', title: 'Writer' },
      company: { name: 'Cyclesat', domain: 'cyclesat.com' },
    });
  });

  it('of every other platform are read without a throw, and tell who it is where they can', () => {
    const folders: ReadonlyArray<readonly [string, ProviderId]> = [
      ['calendly', 'calendly'],
      ['customerio', 'customer-io'],
      ['hubspot', 'hubspot-api'],
      ['intercom', 'intercom'],
      ['linkedin-lead-sync', 'linkedin-lead-sync'],
      ['mailchimp', 'mailchimp'],
      ['marketo', 'marketo'],
      ['mautic', 'mautic'],
      ['meta-lead-ads', 'meta-lead-ads'],
      ['pipedrive', 'pipedrive'],
      ['unbounce', 'unbounce'],
    ];
    for (const [folder, id] of folders) {
      for (const file of readdirSync(join(PAYLOADS, folder))) {
        expect([file, read(id, `${folder}/${file}`).ok]).toEqual([file, true]);
      }
    }
    const person = (id: ProviderId, path: string) => personIn(read(id, path)).person;
    expect(person('calendly', 'calendly/webhook-invitee-created.json').fullName).toBe('Betty');
    expect(person('intercom', 'intercom/lead-webhooks.json').fullName).toBe('Johnny Bravo');
    expect(person('customer-io', 'customerio/customer-subscribed.json').email).toBe('test@example.com');
    expect(person('mailchimp', 'mailchimp/incoming-webhook-subscribe.json').familyName).toBe('Last');
    expect(person('marketo', 'marketo/snowplow-1.json').givenName).toBe('the hulk');
    expect(read('meta-lead-ads', 'meta-lead-ads/doc-leadgen-notification.json')).toMatchObject({
      events: [{ kind: 'reference', id: '6276465415920' }],
    });
    const form = personIn(read('unbounce', 'unbounce/snowplow-form-1.urlencoded.txt'));
    expect(form.occurredAt).toEqual(new Date('2017-11-15T11:45:00Z'));
  });
});
