import { parseJson } from '../body/json.js';
import { defaultFieldMap } from '../field-map/default-field-map.js';
import { bodyKey } from './constant-time.js';
import { mappedLead } from './mapped-lead.js';
import type { Provider } from './provider.js';
import { verifySharedKey } from './shared-key.js';

const MOST_LEADS = 100;

/** JSON of any shape, as Zapier, Make, n8n and home-made senders post it: one lead, or a list of leads. */
export const plainJson: Provider = {
  id: 'plain-json',
  takesFieldMap: true,
  verify: verifySharedKey,

  read(webhook, source) {
    const body = parseJson(webhook.body);
    if (!body.ok) return { ok: false, because: 'the body is not JSON' };
    const leads = Array.isArray(body.value) ? body.value : [body.value];
    if (leads.length > MOST_LEADS) return { ok: false, because: `more than ${MOST_LEADS} leads at once` };
    return {
      ok: true,
      events: leads.map((lead) =>
        mappedLead(lead, defaultFieldMap, source, {
          provider: 'plain-json',
          // The same lead may stand in another list: it is the same happening.
          dedupeKey: bodyKey(JSON.stringify(lead)),
        }),
      ),
    };
  },
};
