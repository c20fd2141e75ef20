import type { IncomingHttpHeaders } from 'node:http';

/** They speak about one connection, not about the message, so they end here (RFC 9110 7.6.1). */
const HOP_BY_HOP = [
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
] as const;

/** Without what is about the connection alone, the headers that `Connection` names included. */
export function withoutHopByHop<Headers extends IncomingHttpHeaders>(headers: Headers): Headers {
  const kept = { ...headers };
  for (const name of String(headers.connection ?? '').split(',')) {
    const named = name.trim().toLowerCase();
    if (named !== '') delete kept[named];
  }
  for (const name of HOP_BY_HOP) delete kept[name];
  return kept;
}
