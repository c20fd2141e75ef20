import { get, type Json, listOf, parseJson } from '../body/json.js';
import { textOf } from '../body/text.js';
import type { FieldMap } from '../field-map/field-map.js';
import { bodyKey } from './constant-time.js';
import { asTouch, mappedLead } from './mapped-lead.js';
import type { Provider, ProviderEvent, ReadingSource } from './provider.js';
import { verifyTimedSignature } from './timed-signature.js';

const MAP: FieldMap = {
  root: 'answers',
  person: {
    email: 'payload.email',
    fullName: 'payload.name',
    givenName: 'payload.first_name',
    familyName: 'payload.last_name',
    phone: ['payload.text_reminder_number', 'answers.Phone', 'answers.Phone Number'],
    title: ['answers.Job title', 'answers.Title', 'answers.Role'],
  },
  company: { name: ['answers.Company', 'answers.Company name', 'answers.Organization'] },
  source: {
    campaign: 'payload.tracking.utm_campaign',
    medium: 'payload.tracking.utm_medium',
    term: 'payload.tracking.utm_term',
    content: 'payload.tracking.utm_content',
    selfReported: ['answers.How did you hear about us?', 'answers.How did you hear about us'],
  },
  passport: { whereFrom: 'payload.tracking.utm_source' },
  occurredAt: 'created_at',
  attributes: 'rest',
};

/** Meetings booked in Calendly. https://developer.calendly.com/api-docs/overview/webhooks/webhook-signatures.md */
export const calendly: Provider = {
  id: 'calendly',
  takesFieldMap: true,
  verify: (request, secrets) => verifyTimedSignature(request, 'calendly-webhook-signature', secrets),

  read(webhook, source) {
    const body = parseJson(webhook.body);
    if (!body.ok) return { ok: false, because: 'the body is not JSON' };
    return { ok: true, events: [readEvent(body.value, bodyKey(webhook.body), source)] };
  },
};

function readEvent(body: Json, fallbackKey: string, source: ReadingSource): ProviderEvent {
  const event = textOf(get(body, 'event')) ?? '';
  const uri = textOf(get(body, 'payload', 'uri')) ?? textOf(get(body, 'payload', 'submission'));
  const dedupeKey = uri === undefined ? fallbackKey : `${uri}|${event}`;
  const meeting = textOf(get(body, 'payload', 'scheduled_event', 'name'));
  const named = meeting === undefined ? 'a meeting' : `“${meeting}”`;
  const answers = Object.fromEntries(
    listOf(get(body, 'payload', 'questions_and_answers')).flatMap((each): Array<[string, Json]> => {
      const question = textOf(get(each, 'question'));
      return question === undefined ? [] : [[question, get(each, 'answer') ?? null]];
    }),
  );
  const lead = () => {
    const told = { event, payload: get(body, 'payload') ?? null, answers, created_at: get(body, 'created_at') ?? null };
    return mappedLead(told, MAP, source, { provider: 'calendly', dedupeKey });
  };
  const isMoved = get(body, 'payload', 'rescheduled') === true || textOf(get(body, 'payload', 'old_invitee')) !== undefined;

  switch (event) {
    case 'invitee.created':
    case 'routing_form_submission.created': {
      // The second half of a reschedule prompts nothing new.
      if (isMoved) return asTouch(lead(), 'meeting-moved', `Moved ${named}`);
      const says = event === 'invitee.created' ? `Booked ${named}` : 'Sent a routing form';
      const read = lead();
      const prompted = { kind: 'meeting', says, field: 'event', at: read.occurredAt ?? undefined };
      return {
        ...read,
        passport: { ...read.passport, prompted },
        touch: { kind: event === 'invitee.created' ? 'meeting-booked' : 'form-submission', says },
      };
    }
    case 'invitee.canceled':
      return isMoved
        ? { kind: 'ignored', dedupeKey, reason: 'half of a reschedule: the new time comes by itself' }
        : asTouch(lead(), 'meeting-cancelled', `Cancelled ${named}`);
    case 'invitee_no_show.created':
      return asTouch(lead(), 'meeting-missed', `Did not come to ${named}`);
    default:
      return { kind: 'ignored', dedupeKey, reason: `${event || 'an event without a name'} is about nobody’s interest` };
  }
}
