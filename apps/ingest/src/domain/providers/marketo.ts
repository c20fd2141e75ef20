import { parseForm } from '../body/form-body.js';
import { type Json, objectOf, parseJson } from '../body/json.js';
import { defaultFieldMap } from '../field-map/default-field-map.js';
import type { FieldMap } from '../field-map/field-map.js';
import { bodyKey } from './constant-time.js';
import { mappedLead } from './mapped-lead.js';
import type { Provider } from './provider.js';
import { verifySharedKey } from './shared-key.js';

/** To be pasted into Marketo as the webhook's payload template: its names are those that the map below reads. */
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
  if (json.ok) return json.value;
  const form = parseForm(raw);
  const names = form.ok ? Object.keys(objectOf(form.value)) : [];
  // Any text is a form of one name without a value.
  return form.ok && names.some((name) => objectOf(form.value)[name] !== '') ? form.value : null;
}
