import type { Attributes } from '@baton/contracts';
import { instantOf } from '../body/instant.js';
import { attributeName, flatten } from '../body/flatten.js';
import { get, type Json, listOf, objectOf, parseJson } from '../body/json.js';
import { textOf } from '../body/text.js';
import { applyFieldMap } from '../field-map/apply-field-map.js';
import { channelOf, whereFromSource } from '../person/channel.js';
import { emailAddressIn } from '../person/email-address.js';
import { promptIn } from '../person/prompt.js';
import { bodyKey, hmac, sameBytes } from './constant-time.js';
import { overlay } from './overlay.js';
import type { Answer, PersonEvent, PersonFields, Provider } from './provider.js';
import { ACCEPTED, refused } from './provider.js';

/** A form response. https://www.typeform.com/developers/webhooks/ */
export const typeform: Provider = {
  id: 'typeform',
  takesFieldMap: true,

  verify(request, secrets) {
    const signature = request.headers['typeform-signature'];
    if (!signature?.startsWith('sha256=')) return refused('the header typeform-signature must be there');
    const given = Buffer.from(signature.slice('sha256='.length), 'base64');
    return secrets.some((secret) => sameBytes(given, hmac('sha256', secret, request.raw)))
      ? ACCEPTED
      : refused('the signature matches no secret of this source');
  },

  read(webhook, source) {
    const body = parseJson(webhook.body);
    if (!body.ok) return { ok: false, because: 'the body is not JSON' };
    const response = objectOf(get(body.value, 'form_response'));
    const dedupeKey =
      textOf(response['token']) ?? textOf(get(body.value, 'event_id')) ?? bodyKey(webhook.body);
    const type = textOf(get(body.value, 'event_type')) ?? 'form_response';
    if (type !== 'form_response') {
      return {
        ok: true,
        events: [{ kind: 'ignored', dedupeKey, reason: `event type ${type}: only finished responses count` }],
      };
    }
    if (Object.keys(response).length === 0) return { ok: false, because: 'the body has no form_response' };

    const read = readResponse(response, dedupeKey);
    if (source.fieldMap === null) return { ok: true, events: [read] };
    const mapped = applyFieldMap(viewOf(response), source.fieldMap, {
      dedupeKey,
      owner: `typeform:${source.id}`,
    });
    return { ok: true, events: [overlay(read, mapped)] };
  },
};

interface FormAnswer {
  readonly ref: string;
  readonly title: string;
  readonly type: string;
  readonly value: string | number | boolean;
}

type NamedField = keyof PersonFields | 'company' | 'selfReported';

/** Which question is which, by its type, else by the words of its reference or title. */
const QUESTIONS: ReadonlyArray<readonly [NamedField, RegExp]> = [
  ['email', /e-?mail/i],
  ['phone', /\b(phone|mobile|telephone)\b/i],
  ['fullName', /\bname and (last ?name|family ?name|surname)\b/i],
  ['givenName', /\b(first|given)[ _-]?name\b/i],
  ['familyName', /\b(last|family|sur)[ _-]?name\b/i],
  ['company', /\b(company|organi[sz]ation|employer|firm)\b(?!.*\b(size|people|employees|industry)\b)/i],
  ['title', /\b(job[ _-]?title|job[ _-]?role|your role|position)\b/i],
  ['selfReported', /\b(hear|find out|found out|learn) (about|of)\b|how did you find/i],
  ['fullName', /\b(full|your)[ _-]?name\b|^name\b/i],
  ['country', /^(your )?country\b/i],
  ['city', /^(your )?city\b/i],
];

const CONTENT_BEFORE = ['last_content', 'content', 'article', 'page_title', 'page'];

function readResponse(response: Record<string, Json>, dedupeKey: string): PersonEvent {
  const answers = answersOf(response);
  const hidden = objectOf(response['hidden']);
  const named = new Map<NamedField, FormAnswer>();
  for (const answer of answers) {
    const field = fieldOf(answer);
    if (field !== null && !named.has(field)) named.set(field, answer);
  }
  const said = (field: NamedField) => textOf(named.get(field)?.value);
  const hint = (...names: string[]) =>
    names.map((name) => textOf(hidden[name])).find((text) => text !== undefined);

  const source = {
    channel: channelOf({ source: hint('utm_source'), medium: hint('utm_medium') }),
    campaign: hint('utm_campaign', 'campaign'),
    medium: hint('utm_medium'),
    term: hint('utm_term'),
    content: hint('utm_content'),
    referrer: hint('referrer'),
    landingPage: hint('landing_page', 'page_url'),
    selfReported: said('selfReported'),
  };
  const tag = ['utm_source', 'utm_medium', 'utm_campaign', 'campaign', 'referrer'].find(
    (name) => hint(name) !== undefined,
  );
  const heard = named.get('selfReported');
  const form = textOf(get(response, 'definition', 'title'));
  const submittedAt = instantOf(response['submitted_at']);
  const content = CONTENT_BEFORE.flatMap((name): Answer[] => {
    const text = hint(name);
    return text === undefined ? [] : [{ kind: 'page', says: text, field: `form_response.hidden.${name}` }];
  }).slice(0, 1);

  return {
    kind: 'lead',
    dedupeKey,
    occurredAt: submittedAt,
    identityKeys: [],
    person: {
      email: emailAddressIn(said('email') ?? '') ?? emailAddressIn(hint('email') ?? '') ?? undefined,
      fullName: said('fullName'),
      givenName: said('givenName'),
      familyName: said('familyName'),
      title: said('title'),
      phone: said('phone'),
      country: said('country'),
      city: said('city'),
    },
    company: { name: said('company') },
    source,
    consent: {},
    attributes: attributesOf(response, answers, named),
    passport: {
      whereFrom: whereFromSource(
        source,
        tag !== undefined
          ? `form_response.hidden.${tag}`
          : heard
            ? `form_response.answers[ref=${heard.ref}]`
            : '',
      ),
      content,
      prompted: {
        kind: (form === undefined ? null : promptIn(form)) ?? 'form-submission',
        says: form === undefined ? 'Sent a Typeform' : `Sent the form “${form}”`,
        field: form === undefined ? 'form_response.form_id' : 'form_response.definition.title',
        at: submittedAt ?? undefined,
      },
    },
    touch: {
      kind: 'form-submission',
      says: form === undefined ? 'Sent a Typeform' : `Sent the form “${form}”`,
      content: content[0]?.says ?? form,
    },
  };
}

/** Skipped questions are absent from `answers`, so questions and answers are joined by id, never by position. */
function answersOf(response: Record<string, Json>): FormAnswer[] {
  const questions = new Map(
    listOf(get(response, 'definition', 'fields')).map((field) => [textOf(get(field, 'id')) ?? '', field]),
  );
  return listOf(response['answers']).flatMap((answer): FormAnswer[] => {
    const id = textOf(get(answer, 'field', 'id')) ?? '';
    const question = questions.get(id);
    const ref = textOf(get(answer, 'field', 'ref')) ?? textOf(get(question, 'ref')) ?? id;
    const type = textOf(get(answer, 'type')) ?? '';
    const value = valueOf(answer, type);
    if (value === undefined) return [];
    return [{ ref, title: textOf(get(question, 'title')) ?? ref, type, value }];
  });
}

/** `type` names the key that holds the value. */
function valueOf(answer: Json, type: string): string | number | boolean | undefined {
  const value = get(answer, type);
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  if (type === 'choice') return textOf(get(value, 'label')) ?? textOf(get(value, 'other'));
  if (type === 'choices') {
    const labels = [...listOf(get(value, 'labels')), get(value, 'other')].flatMap(
      (label) => textOf(label) ?? [],
    );
    return labels.length === 0 ? undefined : labels.join(', ');
  }
  if (type === 'payment') return textOf(get(value, 'amount'));
  return textOf(value);
}

function fieldOf(answer: FormAnswer): NamedField | null {
  if (answer.type === 'email') return 'email';
  if (answer.type === 'phone_number') return 'phone';
  if (!['text', 'choice', 'choices'].includes(answer.type)) return null;
  const words = answer.ref.replace(/[_-]+/g, ' ');
  const field =
    QUESTIONS.find(([, pattern]) => pattern.test(words) || pattern.test(answer.title))?.[0] ?? null;
  // A question that merely speaks of e-mail is not an address.
  return field === 'email' && emailAddressIn(String(answer.value)) === null ? null : field;
}

function attributesOf(
  response: Record<string, Json>,
  answers: readonly FormAnswer[],
  named: ReadonlyMap<NamedField, FormAnswer>,
): Attributes {
  const taken = new Set(named.values());
  const others = answers
    .filter((answer) => !taken.has(answer))
    .map((answer): [string, Attributes[string]] => [answer.title, answer.value]);
  const hidden = flatten(objectOf(response['hidden'])).filter(
    ({ path }) => !/^(utm_|e-?mail$)/i.test(path.join('.')),
  );
  const score = get(response, 'calculated', 'score');
  return Object.fromEntries([
    ...hidden.map(({ path, value }): [string, Attributes[string]] => [attributeName(path), value]),
    ...(typeof score === 'number' ? [['Form score', score] as [string, number]] : []),
    ...others,
  ]);
}

/** What a field map of a Typeform source sees: `answers.<ref>`, `hidden.<name>`, `form.title`. */
function viewOf(response: Record<string, Json>): Json {
  return {
    answers: Object.fromEntries(answersOf(response).map(({ ref, value }) => [ref, value])),
    hidden: objectOf(response['hidden']),
    form: { id: response['form_id'] ?? null, title: get(response, 'definition', 'title') ?? null },
    submitted_at: response['submitted_at'] ?? null,
  };
}
