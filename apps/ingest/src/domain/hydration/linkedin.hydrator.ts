import { instantOf } from '../body/instant.js';
import { get, type Json, type JsonObject, listOf, objectOf, parseJson } from '../body/json.js';
import { textOf } from '../body/text.js';
import { addressPaths } from '../field-map/address-paths.js';
import type { FieldMap } from '../field-map/field-map.js';
import { responseKey } from '../providers/linkedin-lead-sync.js';
import { mappedLead } from '../providers/mapped-lead.js';
import type { ReadingSource } from '../providers/provider.js';
import type { Fetched, Hydrator, Reference } from './hydrator.js';
import { sortAnswer } from './sort-answer.js';

/** A month; LinkedIn serves each for a year at least. */
const VERSION = '202606';

const mapFor = (answers: JsonObject): FieldMap => ({
  root: 'answers',
  person: {
    email: ['answers.WORK_EMAIL', 'answers.EMAIL', ...addressPaths(answers, 'answers')],
    givenName: 'answers.FIRST_NAME',
    familyName: 'answers.LAST_NAME',
    title: 'answers.JOB_TITLE',
    phone: ['answers.WORK_PHONE_NUMBER', 'answers.PHONE_NUMBER'],
    country: 'answers.COUNTRY',
    city: 'answers.CITY',
  },
  company: { name: 'answers.COMPANY_NAME', industry: 'answers.INDUSTRY', domain: 'answers.COMPANY_WEBSITE' },
  // Hidden fields of the form carry tags of its maker's, whose names say more than the URNs of LinkedIn.
  source: {
    campaign: ['answers.utm_campaign', 'campaign'],
    content: ['answers.utm_content', 'creative'],
    medium: 'answers.utm_medium',
    term: 'answers.utm_term',
  },
  occurredAt: 'submittedAt',
});

/**
 * A form response of LinkedIn, and the form: which answer is the address stands in the form alone.
 * https://learn.microsoft.com/en-us/linkedin/marketing/lead-sync/leadsync
 */
export const linkedinHydrator: Hydrator = {
  api: 'https://api.linkedin.com',
  perSecond: 5,
  renewal: { api: 'https://www.linkedin.com', path: '/oauth/v2/accessToken' },

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
  const questions = questionsIn(form);
  const answers = listOf(get(response, 'formResponse', 'answers')).flatMap((answer): Array<[string, Json]> => {
    const id = textOf(get(answer, 'questionId')) ?? '';
    const question = questions.get(id);
    const said = answerIn(get(answer, 'answerDetails') ?? null, question ?? null);
    return said === undefined ? [] : [[nameOf(question ?? null) ?? `question ${id}`, said]];
  });
  const hidden = listOf(get(form, 'hiddenFields')).flatMap((field): Array<[string, Json]> => {
    const name = textOf(get(field, 'name'));
    return name === undefined ? [] : [[name, get(field, 'value') ?? null]];
  });
  const campaign = textOf(get(response, 'leadMetadata', 'sponsoredLeadMetadata', 'campaign'));
  const creative = textOf(get(response, 'associatedEntity', 'associatedCreative'));
  const told = {
    answers: Object.fromEntries([...hidden, ...answers]),
    campaign: campaign ?? null,
    creative: creative ?? null,
    submittedAt: get(response, 'submittedAt') ?? null,
  };
  const read = mappedLead(told, mapFor(told.answers), source, { provider: 'linkedin-lead-sync', dedupeKey });
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
          says: read.source.campaign === undefined ? 'LinkedIn' : `LinkedIn, campaign ${read.source.campaign}`,
          field: 'leadMetadata.sponsoredLeadMetadata.campaign',
        },
        content: creative === undefined ? [] : [{ kind: 'ad', says: `Saw the ad ${creative}`, field: 'associatedEntity', at }],
        prompted: { kind: 'lead-form', says, field: 'versionedLeadGenFormUrn', at },
      },
      touch: { kind: 'form-submission', says, content: read.source.content },
    },
  };
}

function questionsIn(form: Json): Map<string, Json> {
  const questions = listOf(get(form, 'content', 'questions') ?? get(form, 'questions'));
  return new Map(questions.map((question) => [textOf(get(question, 'questionId')) ?? '', question]));
}

/** What LinkedIn calls the field, or the words of the question. */
function nameOf(question: Json): string | undefined {
  return textOf(get(question, 'predefinedField')) ?? textOf(get(question, 'name')) ?? wordsIn(get(question, 'question'));
}

/** What was written, or the words of what was chosen: the answer has only their numbers. */
function answerIn(details: Json, question: Json): Json | undefined {
  const options = listOf(get(question, 'questionDetails', 'multipleChoiceQuestionDetails', 'options'));
  const chosen = listOf(get(details, 'multipleChoiceAnswer', 'options')).flatMap((id) => {
    const option = options.find((each) => textOf(get(each, 'id')) === textOf(id));
    return wordsIn(get(option, 'text')) ?? textOf(id) ?? [];
  });
  return textOf(get(details, 'textQuestionAnswer', 'answer')) ?? (chosen.length > 0 ? chosen : undefined);
}

/** `{localized: {en_US: words}}`: a form is in one language. */
function wordsIn(localized: Json | undefined): string | undefined {
  return textOf(Object.values(objectOf(get(localized, 'localized')))[0]);
}
