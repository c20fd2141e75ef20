/** What a form or an action asks for, by the words in its name. The first that fits counts. */
const PROMPTS: ReadonlyArray<readonly [RegExp, string]> = [
  [/\bdemo/i, 'demo-request'],
  [/\b(pric\w*|quote|quotation)\b/i, 'pricing-request'],
  [/\b(trial|sign[ -]?up)\b/i, 'trial'],
  [/\b(contact|talk to|call ?back|get in touch|consultation)/i, 'contact-request'],
  [/\b(webinar|event|summit|conference|regist\w+)\b/i, 'event-registration'],
  [/\bwait[ -]?list\b/i, 'waitlist'],
  [/\b(download|guide|e-?book|white ?paper|report)\b/i, 'download'],
  [/\b(newsletter|subscri\w+)\b/i, 'newsletter'],
];

/** The kind of prompt that `name` speaks of, or null where its words tell nothing. */
export function promptIn(name: string): string | null {
  const words = name.replace(/[_-]+/g, ' ');
  return PROMPTS.find(([pattern]) => pattern.test(words))?.[1] ?? null;
}
