import type { Attributes } from '@baton/contracts';
import { attributeName, flatten } from '../body/flatten.js';
import { instantOf } from '../body/instant.js';
import { get, type Json, objectOf, parseJson } from '../body/json.js';
import { slug, textOf } from '../body/text.js';
import { channelOf, whereFromSource } from '../person/channel.js';
import { emailAddressIn } from '../person/email-address.js';
import { promptIn } from '../person/prompt.js';
import { bodyKey, hmac, sameBytes } from './constant-time.js';
import {
  ACCEPTED,
  type Answer,
  type PersonEvent,
  type Provider,
  type ProviderEvent,
  type ReadingSource,
  refused,
} from './provider.js';

/** Segment's webhook destinations. https://segment.com/docs/connections/destinations/catalog/webhooks/ */
export const segment: Provider = {
  id: 'segment',
  takesFieldMap: false,

  verify(request, secrets) {
    const signature = request.headers['x-signature'];
    if (signature === undefined || !/^[0-9a-f]{40}$/i.test(signature)) {
      return refused('the header x-signature must be there, 40 hexadecimal digits');
    }
    const given = Buffer.from(signature, 'hex');
    const signed = signedPart(request.raw);
    return secrets.some((secret) => sameBytes(given, hmac('sha1', secret, signed)))
      ? ACCEPTED
      : refused('x-signature matches no secret of this source');
  },

  read(webhook, source) {
    const body = parseJson(webhook.body);
    if (!body.ok) return { ok: false, because: 'the body is not JSON' };
    const events = Array.isArray(body.value) ? body.value : [body.value];
    if (events.length === 0) return { ok: false, because: 'the batch is empty' };
    return {
      ok: true,
      events: events.map((event, index) =>
        readEvent(event, source, () => `${bodyKey(webhook.body)}:${index}`),
      ),
    };
  },
};

/** Of a batch, Segment signs the first event alone, as JavaScript writes it. */
function signedPart(raw: Buffer): Buffer | string {
  if (!/^\s*\[/.test(raw.subarray(0, 64).toString('latin1'))) return raw;
  try {
    const batch: unknown = JSON.parse(raw.toString('utf8'));
    return Array.isArray(batch) && batch.length > 0 ? JSON.stringify(batch[0]) : raw;
  } catch {
    return raw;
  }
}

function readEvent(event: Json, source: ReadingSource, ownKey: () => string): ProviderEvent {
  const dedupeKey = named(event, 'messageId', 'message_id') ?? ownKey();
  const type = textOf(get(event, 'type')) ?? 'unknown';
  const userId = named(event, 'userId', 'user_id');
  const occurredAt = instantOf(get(event, 'timestamp')) ?? instantOf(get(event, 'originalTimestamp'));
  const identityKeys = userId === undefined ? [] : [`segment-user:${source.id}:${userId}`];
  if (type === 'delete') return { kind: 'erasure', dedupeKey, occurredAt, identityKeys };
  if (type !== 'identify' && type !== 'track') {
    return { kind: 'ignored', dedupeKey, reason: `event type ${type}: only identify, track and delete are read` };
  }
  const common = {
    dedupeKey,
    occurredAt,
    identityKeys,
    ...sourceOf(event),
    consent: {},
  };
  return type === 'identify' ? identify(event, userId, common) : track(event, userId, common);
}

type CommonPart = Pick<PersonEvent, 'dedupeKey' | 'occurredAt' | 'identityKeys' | 'source' | 'consent'> & {
  whereFrom: Answer | null;
};

function identify(
  event: Json,
  userId: string | undefined,
  { whereFrom, ...common }: CommonPart,
): PersonEvent {
  const person = personOf(event, userId);
  return {
    ...common,
    // Without an address it can only tell more about a user who is known.
    kind: person.email === undefined ? 'touch' : 'lead',
    person,
    company: companyOf(event),
    attributes: traitsBeyond(event),
    passport: { whereFrom, content: [], prompted: null },
    touch: null,
  };
}

function track(event: Json, userId: string | undefined, { whereFrom, ...common }: CommonPart): PersonEvent {
  const name = textOf(get(event, 'event')) ?? 'Unnamed event';
  const about = named(get(event, 'properties') ?? null, 'title', 'name', 'content', 'form_name', 'formName');
  const says = about === undefined ? name : `${name}: ${about}`;
  const prompt = promptIn(name);
  const answer: Answer = {
    kind: prompt ?? (slug(name) || 'event'),
    says,
    field: about === undefined ? 'event' : 'properties',
    at: common.occurredAt ?? undefined,
  };
  const email = emailIn(event, userId);
  return {
    ...common,
    kind: 'touch',
    person: email === undefined ? {} : { email },
    company: {},
    attributes: {},
    // An act that asks for something is what prompted; any other is something they did before.
    passport: {
      whereFrom,
      content: prompt === null ? [answer] : [],
      prompted: prompt === null ? null : answer,
    },
    touch: { kind: answer.kind, says, content: about },
  };
}

function personOf(event: Json, userId: string | undefined): PersonEvent['person'] {
  const traits = traitsOf(event);
  return {
    email: emailIn(event, userId),
    fullName: named(traits, 'name', 'fullName', 'full_name'),
    givenName: named(traits, 'firstName', 'first_name'),
    familyName: named(traits, 'lastName', 'last_name'),
    title: named(traits, 'title', 'jobTitle', 'job_title'),
    phone: named(traits, 'phone'),
    country: textOf(get(traits, 'address', 'country')) ?? named(traits, 'country'),
    city: textOf(get(traits, 'address', 'city')) ?? named(traits, 'city'),
  };
}

function companyOf(event: Json): PersonEvent['company'] {
  const traits = traitsOf(event);
  const company = get(traits, 'company') ?? null;
  const employees = Number(
    named(company, 'employee_count', 'employees') ?? named(traits, 'employees') ?? NaN,
  );
  return {
    name: textOf(company) ?? named(company, 'name') ?? named(traits, 'companyName', 'company_name'),
    industry: named(company, 'industry') ?? named(traits, 'industry'),
    employees: Number.isInteger(employees) && employees >= 0 ? employees : undefined,
  };
}

const NAMED_TRAITS =
  /^(email|name|full_?name|first_?name|last_?name|title|job_?title|phone|(address\.)?(country|city)|company(\.(name|industry|employee_count|employees))?|company_?name|industry|employees)$/i;

function traitsBeyond(event: Json): Attributes {
  return Object.fromEntries(
    flatten(traitsOf(event))
      .map(({ path, value }) => ({ name: attributeName(path), value }))
      .filter(({ name }) => name !== '' && !NAMED_TRAITS.test(name))
      .map(({ name, value }) => [name, value]),
  );
}

function sourceOf(event: Json): { source: PersonEvent['source']; whereFrom: Answer | null } {
  const campaign = get(event, 'context', 'campaign') ?? null;
  const page = get(event, 'context', 'page') ?? null;
  const source = {
    channel: channelOf({ source: named(campaign, 'source'), medium: named(campaign, 'medium') }),
    campaign: named(campaign, 'name'),
    medium: named(campaign, 'medium'),
    term: named(campaign, 'term'),
    content: named(campaign, 'content'),
    referrer: named(page, 'referrer'),
    landingPage: named(page, 'url'),
  };
  const hasCampaign = source.channel !== undefined || source.campaign !== undefined;
  return {
    source,
    whereFrom: whereFromSource(source, hasCampaign ? 'context.campaign' : 'context.page.referrer'),
  };
}

function emailIn(event: Json, userId: string | undefined): string | undefined {
  const given = [named(traitsOf(event), 'email'), textOf(get(event, 'properties', 'email')), userId];
  return given.flatMap((text) => emailAddressIn(text ?? '') ?? [])[0];
}

function traitsOf(event: Json): Json {
  return { ...objectOf(get(event, 'context', 'traits')), ...objectOf(get(event, 'traits')) };
}

function named(object: Json, ...keys: string[]): string | undefined {
  return keys.map((key) => textOf(get(object, key))).find((text) => text !== undefined);
}
