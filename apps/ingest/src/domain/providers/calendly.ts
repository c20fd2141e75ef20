import { get, type Json, type JsonObject, listOf, parseJson } from '../body/json.js';
import { textOf } from '../body/text.js';
import { addressPaths } from '../field-map/address-paths.js';
import type { FieldMap } from '../field-map/field-map.js';
import { bodyKey } from './constant-time.js';
import { asTouch, mappedLead } from './mapped-lead.js';
import type { Provider, ProviderEvent, ReadingSource } from './provider.js';
import { verifyTimedSignature } from './timed-signature.js';

/** What people are asked is worded by whoever made the form. */
const ASKED = {
  fullName: /^(your |full )*name\W*$/i,
  givenName: /^(your )?(first|given) name\W*$/i,
  familyName: /^(your )?(last|family) name\W*$/i,
  phone: /phone|mobile/i,
  title: /^(your )?((job )?title|role|position)\W*$/i,
  company: /^(your )?(company|organi[sz]ation)( name)?\W*$/i,
  selfReported: /how did you (hear|find)/i,
} as const;

function mapFor(answers: JsonObject): FieldMap {
  const asked = (of: keyof typeof ASKED) =>
    Object.keys(answers)
      .filter((question) => ASKED[of].test(question))
      .map((question) => `answers.${question.replaceAll('.', '\\.')}`);
  return {
    root: 'answers',
    person: {
      email: ['payload.email', ...addressPaths(answers, 'answers')],
      fullName: ['payload.name', ...asked('fullName')],
      givenName: ['payload.first_name', ...asked('givenName')],
      familyName: ['payload.last_name', ...asked('familyName')],
      phone: ['payload.text_reminder_number', ...asked('phone')],
      title: asked('title'),
    },
    company: { name: asked('company') },
    source: {
      campaign: 'payload.tracking.utm_campaign',
      medium: 'payload.tracking.utm_medium',
      term: 'payload.tracking.utm_term',
      content: 'payload.tracking.utm_content',
      selfReported: asked('selfReported'),
    },
    passport: { whereFrom: 'payload.tracking.utm_source' },
    occurredAt: 'created_at',
  };
}

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
    return mappedLead(told, mapFor(answers), source, { provider: 'calendly', dedupeKey });
  };
  // To move a meeting is to cancel it and to book another; a meeting that was moved before can still be cancelled.
  const isMovedAway = get(body, 'payload', 'rescheduled') === true || textOf(get(body, 'payload', 'new_invitee')) !== undefined;
  const isMovedHere = textOf(get(body, 'payload', 'old_invitee')) !== undefined;
  const byHost = textOf(get(body, 'payload', 'cancellation', 'canceler_type')) === 'host';

  switch (event) {
    case 'invitee.created':
    case 'routing_form_submission.created': {
      // The second half of a reschedule prompts nothing new.
      if (isMovedHere) return asTouch(lead(), 'meeting-moved', `Moved ${named}`);
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
      if (isMovedAway) return { kind: 'ignored', dedupeKey, reason: 'half of a reschedule: the new time comes by itself' };
      return asTouch(lead(), 'meeting-cancelled', byHost ? `The host cancelled ${named}` : `Cancelled ${named}`);
    case 'invitee_no_show.created':
      return asTouch(lead(), 'meeting-missed', `Did not come to ${named}`);
    default:
      return { kind: 'ignored', dedupeKey, reason: `${event || 'an event without a name'} is about nobody’s interest` };
  }
}
