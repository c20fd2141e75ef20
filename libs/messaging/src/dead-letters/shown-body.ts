import { maskJson, maskText } from './mask-json.js';
import { maskSentence } from './mask-sentence.js';

export type ShownBody =
  | { readonly kind: 'none' }
  /** JSON with its values hidden. */
  | { readonly kind: 'masked'; readonly json: unknown }
  /** No JSON: nothing of it can be told apart from what is personal. */
  | { readonly kind: 'hidden' }
  | { readonly kind: 'text'; readonly text: string }
  /** Bytes that are no UTF-8. */
  | { readonly kind: 'base64'; readonly base64: string };

/** Headers that say how something was sent, never about whom. */
const TELLING_HEADERS =
  /^(ce_(specversion|id|type|source|time|subject|dataschema|correlationid|causationid|sequence)|content-(type|length|encoding)|user-agent|traceparent)$/;

/** Headers with what they say of people hidden. */
export function maskedHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, text]) => [
      maskSentence(name),
      TELLING_HEADERS.test(name.toLowerCase()) ? maskSentence(text) : maskText(text),
    ]),
  );
}

export function maskedBody(value: Buffer | null): ShownBody {
  if (value === null) return { kind: 'none' };
  try {
    return { kind: 'masked', json: maskJson(JSON.parse(value.toString())) };
  } catch {
    return { kind: 'hidden' };
  }
}

export function wholeBody(value: Buffer | null): ShownBody {
  if (value === null) return { kind: 'none' };
  const text = value.toString();
  return Buffer.from(text).equals(value)
    ? { kind: 'text', text }
    : { kind: 'base64', base64: value.toString('base64') };
}
