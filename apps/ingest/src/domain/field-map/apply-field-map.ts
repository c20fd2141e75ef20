import type { Attributes, Consent } from '@baton/contracts';
import { attributeName, flatten } from '../body/flatten.js';
import { instantOf } from '../body/instant.js';
import { type Json, objectOf } from '../body/json.js';
import { clean, slug, textOf } from '../body/text.js';
import { channelOf, whereFromSource } from '../person/channel.js';
import { emailAddressIn } from '../person/email-address.js';
import { promptIn } from '../person/prompt.js';
import type { Answer, PersonEvent, SourceFields } from '../providers/provider.js';
import type { AnswerRule, ConsentRule, FieldMap, PathRule } from './field-map.js';
import { keysOf, placeOf, valueAt } from './path.js';

const GRANTED = ['true', 'yes', '1', 'granted', 'opt-in', 'on'];
const DENIED = ['false', 'no', '0', 'denied', 'opt-out', 'off'];

/** Reads `body` by `map`. What no rule moves elsewhere becomes an attribute, so that nothing said is lost. */
export function applyFieldMap(
  body: Json,
  map: FieldMap,
  delivery: { readonly dedupeKey: string; readonly owner: string },
): PersonEvent {
  const reader = new MappedBody(body, map.treatAsBlank ?? []);
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
  const occurredAt = instantOf(reader.find(map.occurredAt)?.value, map.timeZone);
  reader.move(map.occurredAt);
  const externalId = reader.move(map.externalId);

  const cameFrom = reader.answer(map.passport?.whereFrom);
  const sentBy = reader.answer(map.passport?.prompted, promptIn);
  source.channel ??= channelOf({ source: cameFrom?.kind, medium: source.medium });
  const content = contentRules(map).flatMap((rule) => reader.answer(rule) ?? []);

  return {
    kind: 'lead',
    dedupeKey: delivery.dedupeKey,
    occurredAt,
    identityKeys: externalId === undefined ? [] : [`${delivery.owner}:${externalId}`],
    person,
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
  };
}

/** The body, and which of its places have been moved to a named field. */
class MappedBody {
  readonly #moved = new Set<string>();

  constructor(
    private readonly body: Json,
    private readonly blanks: readonly string[],
  ) {}

  /** The first of the paths that says something. */
  find(rule: PathRule | undefined): { path: string; value: Json; text: string } | undefined {
    for (const path of pathsOf(rule)) {
      const value = valueAt(this.body, path);
      const text = textOf(value);
      if (value !== undefined && text !== undefined && !this.blanks.includes(text))
        return { path, value, text };
    }
    return undefined;
  }

  /** The value for a named field. What cannot be read as one stays where it is, and ends as an attribute. */
  move(rule: PathRule | undefined): string | undefined;
  move<T>(rule: PathRule | undefined, read: (text: string) => T | null): T | undefined;
  move<T>(rule: PathRule | undefined, read?: (text: string) => T | null): T | string | undefined {
    const found = this.find(rule);
    if (found === undefined) return undefined;
    const value = read === undefined ? found.text : read(found.text);
    if (value === null) return undefined;
    this.#moved.add(placeOf(keysOf(found.path)));
    return value;
  }

  answer(
    rule: PathRule | AnswerRule | undefined,
    kindOf: (text: string) => string | null = () => null,
  ): Answer | null {
    const { path, kind, says, when, unless } = asAnswerRule(rule);
    const found = this.find(path);
    if (found === undefined || found.value === false) return null;
    if (when !== undefined && !when.includes(found.text)) return null;
    if (unless?.includes(found.text)) return null;
    return {
      kind: kind ?? kindOf(found.text) ?? (slug(found.text).slice(0, 60) || 'other'),
      says: clean(says === undefined ? found.text : says.replaceAll('{value}', () => found.text)),
      field: found.path,
    };
  }

  consents(rules: NonNullable<FieldMap['consent']>): Partial<Consent> {
    const consent: Partial<Consent> = {};
    for (const channel of ['email', 'phone'] as const) {
      const state = this.consent(rules[channel]);
      if (state !== undefined) consent[channel] = state;
    }
    return consent;
  }

  private consent(rule: ConsentRule | undefined): Consent['email'] | undefined {
    const said = this.find(rule?.path)?.text.toLowerCase();
    if (rule === undefined || said === undefined) return undefined;
    const isIn = (words: readonly string[]) => words.some((word) => word.toLowerCase() === said);
    // Where the map says what refuses, the other usual words are no consent: `Do not e-mail: No` grants nothing.
    if (isIn(rule.deniedBy ?? (rule.grantedBy ? [] : DENIED))) return 'denied';
    return isIn(rule.grantedBy ?? (rule.deniedBy ? [] : GRANTED)) ? 'granted' : undefined;
  }

  rest(root: string | undefined): Attributes {
    const inside = root === undefined ? undefined : valueAt(this.body, root);
    const [base, at] =
      inside === undefined || objectOf(inside) !== inside || root === undefined
        ? [this.body, []]
        : [inside, keysOf(root)];
    return Object.fromEntries(
      flatten(base)
        .filter(({ path }) => path.length > 0 && !this.#moved.has(placeOf([...at, ...path])))
        .map(({ path, value }) => [
          attributeName(path),
          typeof value === 'string' && this.blanks.includes(value) ? null : value,
        ]),
    );
  }

  /** The first place that says something: evidence for what was put together from several. */
  firstPlace(rules: ReadonlyArray<PathRule | undefined>): string {
    return rules.map((rule) => this.find(rule)?.path).find((path) => path !== undefined) ?? '';
  }
}

function pathsOf(rule: PathRule | undefined): readonly string[] {
  return rule === undefined ? [] : typeof rule === 'string' ? [rule] : rule;
}

function asAnswerRule(rule: PathRule | AnswerRule | undefined): AnswerRule {
  if (rule === undefined) return { path: [] };
  return typeof rule === 'object' && 'path' in rule ? rule : { path: rule };
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
