import type { IncomingHttpHeaders } from 'node:http';

/** They speak about one connection, not about the message, so they end here (RFC 9110 7.6.1). */
const HOP_BY_HOP = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/**
 * Without what is about the connection alone, the headers that `Connection` names included.
 * @param dropped further names to leave out, in lower case.
 */
export function withoutHopByHop(
  headers: IncomingHttpHeaders,
  dropped: ReadonlySet<string> = NOTHING,
): IncomingHttpHeaders {
  const named = namesIn(headers.connection);
  // A new object of what stays: taking names out of a copy costs several times as much.
  const kept: IncomingHttpHeaders = {};
  for (const name in headers) {
    if (!HOP_BY_HOP.has(name) && !dropped.has(name) && !named.includes(name)) kept[name] = headers[name];
  }
  return kept;
}

const NOTHING: ReadonlySet<string> = new Set();

function namesIn(connection: string | undefined): readonly string[] {
  if (connection === undefined || connection === 'keep-alive') return [];
  return connection.split(',').map((name) => name.trim().toLowerCase());
}
