import { instantOf } from '../body/instant.js';
import { get, parseJson } from '../body/json.js';
import { textOf } from '../body/text.js';
import { bodyKey, hmac, sameBytes } from './constant-time.js';
import { ACCEPTED, type Provider, refused } from './provider.js';

/** The prefix stands before the body in what is signed, though not in the header. */
const SIGNED_PREFIX = 'hmacsha256=';

/**
 * Lead Sync of LinkedIn: the name of a form response alone. LinkedIn asks every two hours whether the address still
 * knows the secret. https://learn.microsoft.com/en-us/linkedin/shared/api-guide/webhook-validation
 */
export const linkedinLeadSync: Provider = {
  id: 'linkedin-lead-sync',
  takesFieldMap: false,

  handshake({ method, query }, secrets) {
    const challengeCode = query['challengeCode'];
    const [secret] = secrets;
    if (method !== 'GET' || challengeCode === undefined || secret === undefined) return null;
    const challengeResponse = hmac('sha256', secret, challengeCode).toString('hex');
    return {
      status: 200,
      contentType: 'application/json',
      body: JSON.stringify({ challengeCode, challengeResponse }),
    };
  },

  verify(request, secrets) {
    const signature = (request.headers['x-li-signature'] ?? '').replace(SIGNED_PREFIX, '');
    if (!/^[0-9a-f]{64}$/i.test(signature)) return refused('there is no x-li-signature header of 64 hexadecimal digits');
    const given = Buffer.from(signature, 'hex');
    return secrets.some((secret) => sameBytes(given, hmac('sha256', secret, SIGNED_PREFIX, request.raw)))
      ? ACCEPTED
      : refused('x-li-signature matches no secret of this source');
  },

  read(webhook, source) {
    const body = parseJson(webhook.body);
    if (!body.ok) return { ok: false, because: 'the body is not JSON' };
    const text = (name: string) => textOf(get(body.value, name));
    const id = text('leadGenFormResponse');
    const action = text('leadAction') ?? '';
    const occurredAt = instantOf(get(body.value, 'occurredAt'));
    if (id === undefined) {
      const reason = 'not about a form response';
      return { ok: true, events: [{ kind: 'ignored', dedupeKey: bodyKey(webhook.body), reason }] };
    }
    const common = { dedupeKey: `${id}|${action}|${text('occurredAt') ?? ''}`, occurredAt };
    if (action === 'DELETED') {
      return { ok: true, events: [{ kind: 'erasure', ...common, identityKeys: [responseKey(source.id, id)] }] };
    }
    if (get(body.value, 'testLead') === true) {
      return { ok: true, events: [{ kind: 'ignored', dedupeKey: common.dedupeKey, reason: 'a test lead from LinkedIn' }] };
    }
    const details = ['leadGenForm', 'leadType'].flatMap((name): Array<[string, string]> => {
      const value = text(name);
      return value === undefined ? [] : [[name, value]];
    });
    return {
      ok: true,
      events: [{ kind: 'reference', ...common, type: 'leadFormResponse', id, details: Object.fromEntries(details) }],
    };
  },
};

/** A response stands for a person: LinkedIn tells of nobody else. */
export function responseKey(sourceId: string, urn: string): string {
  return `linkedin-lead-sync:${sourceId}:${urn}`;
}
