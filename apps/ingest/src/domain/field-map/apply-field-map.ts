import type { Json } from '../body/json.js';
import { slug } from '../body/text.js';
import { channelOf, whereFromSource } from '../person/channel.js';
import { emailAddressIn } from '../person/email-address.js';
import { promptIn } from '../person/prompt.js';
import type { PersonEvent, SourceFields } from '../providers/provider.js';
import type { AnswerRule, FieldMap, PathRule } from './field-map.js';
import { MappedBody } from './mapped-body.js';

/**
 * Reads `body` by `map`. What no rule moves elsewhere becomes an attribute, so that nothing said is lost.
 * @param movedBefore places that another map has moved already.
 */
export function applyFieldMap(
  body: Json,
  map: FieldMap,
  delivery: { readonly dedupeKey: string; readonly owner: string },
  movedBefore?: ReadonlySet<string>,
): PersonEvent {
  const reader = new MappedBody(body, map, movedBefore);
  const person = {
    email: reader.move(map.person?.email, emailAddressIn),
    fullName: reader.move(map.person?.fullName),
    givenName: reader.move(map.person?.givenName),
    familyName: reader.move(map.person?.familyName),
    title: reader.move(map.person?.title),
    phone: reader.move(map.person?.phone),
    country: reader.move(map.person?.country),
    city: reader.move(map.person?.city),
  };
  const company = {
    name: reader.move(map.company?.name),
    domain: reader.move(map.company?.domain, domainIn),
    industry: reader.move(map.company?.industry),
    employees: reader.move(map.company?.employees, wholeNumberIn),
    country: reader.move(map.company?.country),
  };
  const source: SourceFields = {
    channel: reader.move(map.source?.channel, slugIn),
    campaign: reader.move(map.source?.campaign),
    medium: reader.move(map.source?.medium),
    term: reader.move(map.source?.term),
    content: reader.move(map.source?.content),
    referrer: reader.move(map.source?.referrer),
    landingPage: reader.move(map.source?.landingPage),
    selfReported: reader.move(map.source?.selfReported),
  };
  const occurredAt = reader.time(map.occurredAt);
  if (occurredAt !== null) reader.move(map.occurredAt);
  const externalId = reader.move(map.externalId);

  const cameFrom = reader.answer(map.passport?.whereFrom);
  const sentBy = reader.answer(map.passport?.prompted, promptIn);
  source.channel ??= channelOf({ source: cameFrom?.kind, medium: source.medium });
  reader.rewrite();
  const content = contentRules(map).flatMap((rule) => reader.answer(rule) ?? []);

  return {
    kind: 'lead',
    dedupeKey: delivery.dedupeKey,
    occurredAt,
    identityKeys: externalId === undefined ? [] : [`${delivery.owner}:${externalId}`],
    person,
    phoneCountry: map.phoneCountry,
    company,
    source,
    consent: reader.consents(map.consent ?? {}),
    attributes: map.attributes === 'none' ? {} : reader.rest(map.root),
    passport: {
      whereFrom: cameFrom ?? whereFromSource(source, reader.firstPlace(Object.values(map.source ?? {}))),
      content,
      prompted: sentBy,
    },
    touch: {
      kind: 'form-submission',
      says: sentBy?.says ?? 'Came in by webhook',
      content: content.at(-1)?.says ?? source.content,
    },
    ambiguous: reader.ambiguous,
    readBy: [{ body, map, moved: reader.moved }],
  };
}

/** Content is a list of answers: several things can have been read. A list of bare paths is one answer each. */
function contentRules(map: FieldMap): ReadonlyArray<PathRule | AnswerRule> {
  const rules = map.passport?.content;
  if (rules === undefined) return [];
  return Array.isArray(rules)
    ? (rules as ReadonlyArray<string | AnswerRule>)
    : [rules as string | AnswerRule];
}

function slugIn(text: string): string | null {
  return slug(text) || null;
}

function wholeNumberIn(text: string): number | null {
  const digits = text.replace(/(?<=\d)[ ,.'](?=\d{3}\b)/g, '');
  return /^\d{1,9}$/.test(digits) ? Number(digits) : null;
}

function domainIn(text: string): string | null {
  const host = text
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/^www\./, '')
    .replace(/[/?#].*$/, '');
  return /^[^\s@]+\.[^\s@.]+$/.test(host) ? host : null;
}
