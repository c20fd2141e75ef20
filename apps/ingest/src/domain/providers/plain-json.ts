import { parseJson } from '../body/json.js';
import { defaultFieldMap } from '../field-map/default-field-map.js';
import { mappedDeal } from '../field-map/mapped-deal.js';
import { bodyKey } from './constant-time.js';
import { mappedLead } from './mapped-lead.js';
import type { Provider } from './provider.js';
import { verifySharedKey } from './shared-key.js';

const MOST_LEADS = 100;

/** JSON of any shape, as Zapier, Make, n8n and home-made senders post it: one lead or deal, or a list. */
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
      events: leads.map((lead) => {
        // The same lead may stand in another list: it is the same happening.
        const dedupeKey = bodyKey(JSON.stringify(lead));
        const map = { ...defaultFieldMap, ...source.fieldMap };
        return (
          mappedDeal(lead, map, { dedupeKey, owner: `plain-json:${source.id}` }) ??
          mappedLead(lead, defaultFieldMap, source, { provider: 'plain-json', dedupeKey })
        );
      }),
    };
  },
};
