import { parseForm } from '../body/form-body.js';
import { type Json, objectOf, parseJson } from '../body/json.js';
import { defaultFieldMap } from '../field-map/default-field-map.js';
import type { FieldMap } from '../field-map/field-map.js';
import { bodyKey } from './constant-time.js';
import { mappedLead } from './mapped-lead.js';
import type { Provider } from './provider.js';
import { verifySharedKey } from './shared-key.js';

/** The webhook's payload template, for the request encoding JSON, which adds quotes. The map below reads its names. */
export const MARKETO_TEMPLATE = `{
  "lead_id": {{lead.Id}},
  "email": {{lead.Email Address}},
  "first_name": {{lead.First Name}},
  "last_name": {{lead.Last Name}},
  "job_title": {{lead.Job Title}},
  "phone": {{lead.Phone Number}},
  "country": {{lead.Country}},
  "marketo_score": {{lead.Lead Score}},
  "company": {{company.Company Name}},
  "industry": {{company.Industry}},
  "campaign": {{program.Name}},
  "form": {{campaign.Name}},
  "prompted_by": {{trigger.Name}},
  "occurred_at": {{system.dateTime}}
}`;

const anywhere = (path: string, ...more: string[]) => [path, ...more];

const MAP: FieldMap = {
  ...defaultFieldMap,
  person: {
    ...defaultFieldMap.person,
    email: anywhere('email', 'lead.email', 'lead.Email Address'),
    givenName: anywhere('first_name', 'lead.first_name'),
    familyName: anywhere('last_name', 'lead.last_name'),
    title: anywhere('job_title', 'lead.job_title', 'lead.title'),
    phone: anywhere('phone', 'lead.phone'),
  },
  company: { ...defaultFieldMap.company, name: anywhere('company', 'company.name') },
  source: { ...defaultFieldMap.source, campaign: anywhere('campaign', 'campaign.name', 'program.name') },
  externalId: anywhere('lead_id', 'lead.id'),
  occurredAt: anywhere('occurred_at', 'datetime'),
  // The one of the subscription, which Marketo does not tell.
  timeZone: null,
  treatAsBlank: ['null', 'N/A'],
};

/**
 * A webhook of Marketo's: whatever the payload template says, unsigned, with a key in a custom header. An empty answer
 * is an error to Marketo. https://experienceleague.adobe.com/en/docs/marketo-developer/marketo/webhooks/webhooks
 */
export const marketo: Provider = {
  id: 'marketo',
  takesFieldMap: true,
  verify: verifySharedKey,
  // For its response mappings: names of letters only.
  accepted: { status: 200, contentType: 'application/json', body: '{"status":"accepted"}' },

  read(webhook, source) {
    const body = bodyOf(webhook.body);
    if (body === null) return { ok: false, because: 'the body is neither JSON nor a form: see the payload template' };
    const dedupeKey = bodyKey(webhook.body);
    return { ok: true, events: [mappedLead(body, MAP, source, { provider: 'marketo', dedupeKey })] };
  },
};

function bodyOf(raw: Buffer): Json | null {
  const json = parseJson(raw);
  if (json.ok) return Object.keys(objectOf(json.value)).length > 0 ? json.value : null;
  const form = parseForm(raw);
  // Any text is a form of one name without a value.
  return form.ok && Object.values(objectOf(form.value)).some((value) => value !== '') ? form.value : null;
}
