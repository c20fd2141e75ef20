import { DateTime } from 'luxon';
import { parseForm } from '../body/form-body.js';
import { get, type Json, listOf, objectOf, parseJson } from '../body/json.js';
import { textOf } from '../body/text.js';
import { defaultFieldMap } from '../field-map/default-field-map.js';
import { bodyKey } from './constant-time.js';
import { mappedLead } from './mapped-lead.js';
import type { Provider } from './provider.js';
import { verifySharedKey } from './shared-key.js';

/** A form on a landing page of Unbounce: a form body with all answers as JSON in `data.json`, each a list. */
export const unbounce: Provider = {
  id: 'unbounce',
  takesFieldMap: true,
  verify: verifySharedKey,

  read(webhook, source) {
    const answers = answersIn(webhook.body);
    if (answers === null) return { ok: false, because: 'the body is neither the form that Unbounce posts nor JSON' };
    const dedupeKey = textOf(get(answers, 'lead_id')) ?? textOf(get(answers, 'id')) ?? bodyKey(webhook.body);
    const lead = mappedLead(answers, defaultFieldMap, source, { provider: 'unbounce', dedupeKey });
    const page = textOf(get(answers, 'page_name')) ?? textOf(get(answers, 'page_uuid'));
    return {
      ok: true,
      events: [
        {
          ...lead,
          occurredAt: submittedAt(answers) ?? lead.occurredAt,
          passport: {
            ...lead.passport,
            prompted: lead.passport.prompted ?? {
              kind: 'form-submission',
              says: page === undefined ? 'Sent a form on a landing page' : `Sent the form on the page “${page}”`,
              field: 'page_name',
              at: submittedAt(answers) ?? lead.occurredAt ?? undefined,
            },
          },
        },
      ],
    };
  },
};

/** A day, and a time in words: `2017-11-15`, `11:45 AM UTC`. */
function submittedAt(answers: Json): Date | null {
  const [day, time] = [textOf(get(answers, 'date_submitted')), textOf(get(answers, 'time_submitted'))];
  const at = DateTime.fromFormat(`${day} ${time}`, "yyyy-MM-dd h:mm a 'UTC'", { zone: 'utc', locale: 'en' });
  return at.isValid ? at.toJSDate() : null;
}

/** All answers at once, twice: they are read from the first, and are no answers themselves. */
const WHOLE_ANSWERS = new Set(['data.json', 'data_json', 'data.xml']);

function answersIn(raw: Buffer): Json | null {
  const json = parseJson(raw);
  const form = json.ok ? null : parseForm(raw);
  const outer = json.ok ? json.value : form?.ok ? form.value : null;
  if (outer === null || Object.keys(objectOf(outer)).length === 0) return null;
  // Not by textOf, which cuts long texts.
  const inner = get(outer, 'data.json') ?? get(outer, 'data_json');
  const parsed = typeof inner === 'string' ? parseJson(Buffer.from(inner)) : null;
  const beside = Object.entries(objectOf(outer)).filter(([name]) => !WHOLE_ANSWERS.has(name));
  const said = parsed?.ok ? objectOf(parsed.value) : {};
  return Object.fromEntries(
    [...beside, ...Object.entries(said)].map(([name, value]) => {
      const list = listOf(value);
      return [name, list.length === 1 ? (list[0] as Json) : value];
    }),
  );
}
