import type { DeadLetter, DeadLetterSummary, DeadLetterView } from './dead-letter.js';
import { maskText } from './mask-json.js';
import { maskSentence } from './mask-sentence.js';
import { maskedBody, maskedHeaders, type ShownBody, wholeBody } from './shown-body.js';

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

/** With personal data hidden: values in the body, unknown headers, addresses in what the error says. */
export function showMasked(letter: DeadLetter, views: readonly DeadLetterView[]): ShownDeadLetter {
  const { value, key, headers, stack, ...summary } = letter;
  return {
    ...maskSummary(summary),
    masked: true,
    key: key === null ? null : maskText(key.toString()),
    headers: maskedHeaders(headers),
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
