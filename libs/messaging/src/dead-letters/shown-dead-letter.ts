import type { DeadLetter, DeadLetterSummary, DeadLetterView } from './dead-letter.js';
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

/** A dead letter as people see it. */
export interface ShownDeadLetter extends DeadLetterSummary {
  readonly masked: boolean;
  readonly key: string | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly stack: string | null;
  readonly bodyBytes: number;
  readonly body: ShownBody;
  /** Who has looked at it unmasked, the latest first. */
  readonly views: readonly DeadLetterView[];
}

/** Headers that say how something was sent, never about whom. */
const TELLING_HEADERS =
  /^(ce_(specversion|id|type|source|time|subject|dataschema|correlationid|causationid|sequence)|content-(type|length|encoding)|user-agent|traceparent)$/;

/** With personal data hidden: values in the body, unknown headers, addresses in what the error says. */
export function showMasked(letter: DeadLetter, views: readonly DeadLetterView[]): ShownDeadLetter {
  const { value, key, headers, stack, ...summary } = letter;
  return {
    ...maskSummary(summary),
    masked: true,
    key: key === null ? null : maskText(key.toString()),
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, text]) => [
        maskSentence(name),
        TELLING_HEADERS.test(name.toLowerCase()) ? maskSentence(text) : maskText(text),
      ]),
    ),
    stack: stack === null ? null : maskSentence(stack),
    bodyBytes: value?.length ?? 0,
    body: maskedBody(value),
    views,
  };
}

/** As it is. Only for `DeadLetters.showUnmasked`, which writes down who looked. */
export function showWhole(letter: DeadLetter, views: readonly DeadLetterView[]): ShownDeadLetter {
  const { value, key, ...rest } = letter;
  return {
    ...rest,
    masked: false,
    key: key?.toString() ?? null,
    bodyBytes: value?.length ?? 0,
    body: wholeBody(value),
    views,
  };
}

export function maskSummary(letter: DeadLetterSummary): DeadLetterSummary {
  const { message, subject } = letter;
  return {
    ...letter,
    message: maskSentence(message),
    subject: subject === null ? null : maskSentence(subject),
  };
}

function maskedBody(value: Buffer | null): ShownBody {
  if (value === null) return { kind: 'none' };
  try {
    return { kind: 'masked', json: maskJson(JSON.parse(value.toString())) };
  } catch {
    return { kind: 'hidden' };
  }
}

function wholeBody(value: Buffer | null): ShownBody {
  if (value === null) return { kind: 'none' };
  const text = value.toString();
  return Buffer.from(text).equals(value)
    ? { kind: 'text', text }
    : { kind: 'base64', base64: value.toString('base64') };
}
