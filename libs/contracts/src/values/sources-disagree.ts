import type { LeadSource } from './lead-source.js';

/**
 * Words by which a way to us is told, in tags as in answers. Left out is what says too little to contradict anything:
 * `direct` is no trace at all, and a `referral` is any link on any site.
 */
const WAYS: ReadonlyArray<readonly [way: string, words: RegExp]> = [
  ['search', /\b(google(?! ads| meet)|googled|bing|duckduckgo|ecosia|search(ed|ing)?|seo|suchmaschine)\b/],
  ['social', /\b(linkedin|facebook|instagram|twitter|tiktok|youtube|reddit|xing|mastodon|bluesky|social)\b/],
  ['email', /\b(e-?mail|mailing|newsletters?)\b/],
  [
    'people',
    /\b(friends?|colleagues?|co-?workers?|word of mouth|recommend\w*|freund\w*|kolleg\w*|empf[eo]h\w*|mundpropaganda)\b/,
  ],
  ['events', /\b(conferences?|events?|trade ?shows?|trade fairs?|expos?|meetups?|messen?)\b/],
  ['podcast', /\bpodcasts?\b/],
  ['assistant', /\b(chatgpt|perplexity|copilot|gemini|claude)\b/],
];

/**
 * True where the person names another way to us than their clicks do: “a friend” over `paid-search`. Of an answer that
 * names several ways one is enough to agree; what names none contradicts nothing.
 */
export function sourcesDisagree({ channel, selfReported }: Pick<LeadSource, 'channel' | 'selfReported'>): boolean {
  const [tracked, told] = [waysIn(channel), waysIn(selfReported)];
  return tracked.length > 0 && told.length > 0 && !tracked.some((way) => told.includes(way));
}

function waysIn(text = ''): string[] {
  // Codes are words as well: `paid-search`.
  const words = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return WAYS.filter(([, pattern]) => pattern.test(words)).map(([way]) => way);
}
