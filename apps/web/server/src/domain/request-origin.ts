/** What a browser says about where a request was made; other programs say nothing. */
export interface OriginHeaders {
  readonly host?: string | undefined;
  readonly origin?: string | undefined;
  readonly 'sec-fetch-site'?: string | string[] | undefined;
}

/**
 * Whether a page of ours made the request. `Sec-Fetch-Site` cannot be set by a page, so it comes first;
 * browsers leave it out on plain http beyond localhost, where `Origin` has to do.
 * @returns `unknown` where neither is there, as with every program that is no browser.
 */
export function requestOrigin(headers: OriginHeaders, publicUrl: string): 'ours' | 'foreign' | 'unknown' {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin' ? 'ours' : 'foreign';
  const { origin, host } = headers;
  if (origin === undefined) return 'unknown';
  if (origin === new URL(publicUrl).origin) return 'ours';
  return URL.canParse(origin) && new URL(origin).host === host ? 'ours' : 'foreign';
}

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE']);

/** Methods that change nothing need no proof of where they come from. */
export function changesSomething(method: string): boolean {
  return !SAFE.has(method);
}
