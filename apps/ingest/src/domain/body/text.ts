import type { Json } from './json.js';

/** Longer texts are cut: an event must stay far below the size of a Kafka record. The stored delivery keeps all. */
export const LONGEST_TEXT = 1000;

/** Postgres refuses NUL in text, and half a surrogate pair is not UTF-8: neither says anything. */
export function clean(text: string): string {
  const whole = text.replaceAll('\0', '').toWellFormed().trim();
  return whole.length > LONGEST_TEXT ? `${whole.slice(0, LONGEST_TEXT - 1).toWellFormed()}…` : whole;
}

/** A scalar as text, or undefined where it says nothing: absent, blank, an object. */
export function textOf(value: Json | undefined): string | undefined {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value !== 'string') return undefined;
  const text = clean(value);
  return text === '' ? undefined : text;
}

/** `Paid Search` → `paid-search`. Letters of every script stay. */
export function slug(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '');
}

/** `paid-search` → `Paid search`. */
export function inWords(code: string): string {
  const words = code.replace(/[-_]+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
