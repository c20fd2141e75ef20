import { instantOf } from '../body/instant.js';
import { get, type Json, listOf, objectOf, parseJson } from '../body/json.js';
import { textOf } from '../body/text.js';
import type { FieldMap } from '../field-map/field-map.js';
import { responseKey } from '../providers/linkedin-lead-sync.js';
import { mappedLead } from '../providers/mapped-lead.js';
import type { ReadingSource } from '../providers/provider.js';
import type { Fetched, Hydrator, Reference } from './hydrator.js';
import { sortAnswer } from './sort-answer.js';

const VERSION = '202601';

const MAP: FieldMap = {
  root: 'answers',
  person: {
    email: ['answers.WORK_EMAIL', 'answers.EMAIL'],
    givenName: 'answers.FIRST_NAME',
    familyName: 'answers.LAST_NAME',
    title: 'answers.JOB_TITLE',
    phone: ['answers.WORK_PHONE_NUMBER', 'answers.PHONE_NUMBER'],
    country: 'answers.COUNTRY',
    city: 'answers.CITY',
  },
  company: { name: 'answers.COMPANY_NAME', industry: 'answers.INDUSTRY', domain: 'answers.COMPANY_WEBSITE' },
  source: { campaign: 'campaign' },
  occurredAt: 'submittedAt',
};

/**
 * A form response of LinkedIn, and the form: which answer is the address stands in the form alone.
 * https://learn.microsoft.com/en-us/linkedin/marketing/lead-sync/leadsync
 */
export const linkedinHydrator: Hydrator = {
  api: 'https://api.linkedin.com',
  perSecond: 5,
  renewal: { path: '/oauth/v2/accessToken' },

  ask: ({ id }, token) => ({
    path: `/rest/leadFormResponses/${encodeURIComponent(id.replace(/^urn:li:leadGenFormResponse:/, ''))}`,
    headers: {
      authorization: `Bearer ${token}`,
      'linkedin-version': VERSION,
      'x-restli-protocol-version': '2.0.0',
    },
  }),

  alsoAsk(body) {
    const parsed = parseJson(body);
    const urn = parsed.ok ? (textOf(get(parsed.value, 'versionedLeadGenFormUrn')) ?? '') : '';
    const [, form] = /urn:li:leadGenForm:(\d+)/.exec(urn) ?? [];
    return form === undefined ? null : `/rest/leadForms/${form}`;
  },

  sort: sortAnswer,

  read(body, reference, source) {
    const parsed = parseJson(body);
    const response = parsed.ok ? (get(parsed.value, 'answer') ?? null) : null;
    if (!parsed.ok || textOf(get(response, 'id')) === undefined) {
      return { ok: false, because: 'LinkedIn’s answer is no form response' };
    }
    return leadIn(response, get(parsed.value, 'also') ?? null, reference, source);
  },
};

function leadIn(response: Json, form: Json, reference: Reference, source: ReadingSource): Fetched {
  const dedupeKey = `fetched:leadFormResponse:${reference.id}`;
  if (get(response, 'testLead') === true) {
    return { ok: true, event: { kind: 'ignored', dedupeKey, reason: 'a test lead from LinkedIn' } };
  }
  const names = namesIn(form);
  const answers = listOf(get(response, 'formResponse', 'answers')).flatMap((answer): Array<[string, Json]> => {
    const question = textOf(get(answer, 'questionId')) ?? '';
    const said = answerIn(get(answer, 'answerDetails') ?? null);
    return said === null ? [] : [[names.get(question) ?? `question ${question}`, said]];
  });
  const campaign = textOf(get(response, 'leadMetadata', 'sponsoredLeadMetadata', 'campaign'));
  const told = {
    answers: Object.fromEntries(answers),
    campaign: campaign ?? null,
    submittedAt: get(response, 'submittedAt') ?? null,
  };
  const read = mappedLead(told, MAP, source, { provider: 'linkedin-lead-sync', dedupeKey });
  const title = textOf(get(form, 'name'));
  const says = title === undefined ? 'Sent a lead form on LinkedIn' : `Sent the lead form “${title}” on LinkedIn`;
  const at = instantOf(get(response, 'submittedAt')) ?? undefined;
  const isPaid = (textOf(get(response, 'leadType')) ?? 'SPONSORED') === 'SPONSORED';
  return {
    ok: true,
    event: {
      ...read,
      identityKeys: [responseKey(source.id, reference.id)],
      source: { ...read.source, channel: isPaid ? 'paid-social' : 'social' },
      passport: {
        whereFrom: {
          kind: isPaid ? 'paid-social' : 'social',
          says: campaign === undefined ? 'LinkedIn' : `LinkedIn, campaign ${campaign}`,
          field: 'leadMetadata.sponsoredLeadMetadata.campaign',
        },
        content: read.passport.content,
        prompted: { kind: 'lead-form', says, field: 'versionedLeadGenFormUrn', at },
      },
      touch: { kind: 'form-submission', says, content: undefined },
    },
  };
}

/** Question id → what LinkedIn calls the field, or the words of the question. */
function namesIn(form: Json): Map<string, string> {
  const questions = listOf(get(form, 'content', 'questions') ?? get(form, 'questions'));
  return new Map(
    questions.flatMap((question): Array<[string, string]> => {
      const id = textOf(get(question, 'questionId'));
      const label = Object.values(objectOf(get(question, 'question', 'localized')))[0];
      const name = textOf(get(question, 'predefinedField')) ?? textOf(get(question, 'name')) ?? textOf(label);
      return id === undefined || name === undefined ? [] : [[id, name]];
    }),
  );
}

function answerIn(details: Json): Json | null {
  const text = get(details, 'textQuestionAnswer', 'answer');
  const chosen = get(details, 'multipleChoiceAnswer', 'options');
  return text ?? (listOf(chosen).length > 0 ? (chosen as Json) : null);
}
