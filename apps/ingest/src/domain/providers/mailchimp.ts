import { parseForm } from '../body/form-body.js';
import { instantOf } from '../body/instant.js';
import { get, type Json, parseJson } from '../body/json.js';
import { textOf } from '../body/text.js';
import type { FieldMap } from '../field-map/field-map.js';
import { emailAddressIn, emailKey } from '../person/email-address.js';
import { bodyKey } from './constant-time.js';
import { asTouch, mappedLead } from './mapped-lead.js';
import type { PersonEvent, Provider, ProviderEvent, ReadingSource } from './provider.js';
import { verifySharedKey } from './shared-key.js';
import { verifyTimedSignature } from './timed-signature.js';

const SIGNATURE = 'x-mailchimp-signature';
const VALIDATOR = /webhook validator/i;

const MAP: FieldMap = {
  root: 'data.merges',
  person: {
    email: ['data.new_email', 'data.email', 'data.merges.EMAIL'],
    givenName: 'data.merges.FNAME',
    familyName: 'data.merges.LNAME',
    phone: 'data.merges.PHONE',
  },
  company: { name: 'data.merges.COMPANY' },
  externalId: ['data.web_id', 'data.id', 'data.new_id'],
};

/**
 * An audience of Mailchimp: form bodies, whose signature older webhooks lack; then the secret stands in the address.
 * https://mailchimp.com/developer/marketing/guides/sync-audience-data-webhooks/
 */
export const mailchimp: Provider = {
  id: 'mailchimp',
  takesFieldMap: true,
  // Mailchimp looks whether somebody is there before it takes an address.
  handshake: ({ method }) => (method === 'GET' ? { status: 200, contentType: 'text/plain', body: 'ok' } : null),

  verify(request, secrets) {
    const byKey = verifySharedKey(request, secrets);
    return byKey.ok || request.headers[SIGNATURE] === undefined
      ? byKey
      : verifyTimedSignature(request, SIGNATURE, secrets);
  },

  read(webhook, source) {
    const dedupeKey = bodyKey(webhook.body);
    if (webhook.body.length === 0 || VALIDATOR.test(webhook.headers['user-agent'] ?? '')) {
      return { ok: true, events: [{ kind: 'ignored', dedupeKey, reason: 'a test delivery of Mailchimp' }] };
    }
    // Relays in between are known to make JSON of it.
    const json = parseJson(webhook.body);
    const body = json.ok ? json : parseForm(webhook.body);
    if (!body.ok) return { ok: false, because: 'the body is not a form' };
    return { ok: true, events: [readEvent(body.value, dedupeKey, source)] };
  },
};

function readEvent(body: Json, fallbackKey: string, source: ReadingSource): ProviderEvent {
  const text = (...path: string[]) => textOf(get(body, ...path));
  const type = text('type');
  if (type === undefined) return { kind: 'ignored', dedupeKey: fallbackKey, reason: 'no event of Mailchimp' };
  const id = text('data', 'id') ?? text('data', 'new_id') ?? text('data', 'email');
  const firedAt = text('fired_at');
  const dedupeKey = id === undefined || firedAt === undefined ? fallbackKey : `${type}|${id}|${firedAt}`;
  const read = () => ({
    ...mappedLead(body, MAP, source, { provider: 'mailchimp', dedupeKey }),
    // UTC, though it does not say so.
    occurredAt: instantOf(firedAt),
  });
  switch (type) {
    case 'subscribe': {
      const lead = read();
      const says = 'Subscribed to the newsletter';
      const prompted = { kind: 'newsletter', says, field: 'type', at: lead.occurredAt ?? undefined };
      return {
        ...lead,
        consent: { email: 'granted', ...lead.consent },
        passport: { ...lead.passport, prompted },
        touch: { kind: 'newsletter', says },
      };
    }
    case 'profile':
      return { ...read(), touch: null };
    case 'upemail':
      return withFormerAddress(asTouch(read(), 'address-changed', 'Changed the e-mail address'), text('data', 'old_email'));
    case 'unsubscribe':
      return refusingMail(asTouch(read(), 'unsubscribed', 'Unsubscribed from the newsletter'));
    case 'cleaned':
      // Mailchimp sends nothing to the address any more, whatever the reason, and neither must anybody.
      return text('data', 'reason') === 'abuse'
        ? refusingMail(asTouch(read(), 'complained', 'Marked an e-mail as spam'))
        : refusingMail(asTouch(read(), 'bounced', 'An e-mail could not be delivered'));
    default:
      return { kind: 'ignored', dedupeKey, reason: `${type} events are about nobody` };
  }
}

/** Whoever is known by the former address is known by the new one from now on. */
function withFormerAddress(event: PersonEvent, former: string | undefined): PersonEvent {
  const address = emailAddressIn(former ?? '');
  const key = address === null ? null : emailKey(address);
  return key === null ? event : { ...event, identityKeys: [...event.identityKeys, key] };
}

function refusingMail(event: PersonEvent): PersonEvent {
  return { ...event, consent: { ...event.consent, email: 'denied' } };
}
