import countries from 'i18n-iso-countries';

/** What people write that no list of official names holds. */
const ALSO: Readonly<Record<string, string>> = {
  england: 'GB',
  scotland: 'GB',
  wales: 'GB',
  'northern ireland': 'GB',
  britain: 'GB',
  holland: 'NL',
  america: 'US',
  'u.s.': 'US',
  'u.s.a.': 'US',
  'u.k.': 'GB',
};

let codes: ReadonlyMap<string, string> | undefined;

/**
 * The country that a text names, in whatever language: `Deutschland`, `Germany`, `DEU` and `de` are `DE`.
 * @returns ISO 3166-1 alpha-2; undefined for what is no country, or two of them.
 */
export function countryCodeOf(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const written = folded(text);
  return (codes ??= readCodes()).get(written.replace(/^the /, ''));
}

function readCodes(): Map<string, string> {
  const found = new Map<string, string>();
  const contested = new Set<string>();
  for (const language of countries.getSupportedLanguages()) {
    for (const [code, names] of Object.entries(countries.getNames(language, { select: 'all' }))) {
      for (const name of names) {
        const key = folded(name).replace(/^the /, '');
        const known = found.get(key);
        if (known === undefined) found.set(key, code);
        else if (known !== code) contested.add(key);
      }
    }
  }
  // One word for two countries, in two languages, says too little.
  for (const key of contested) found.delete(key);
  for (const [code, alpha3] of Object.entries(countries.getAlpha2Codes())) {
    found.set(code.toLowerCase(), code);
    found.set(alpha3.toLowerCase(), code);
  }
  for (const [name, code] of Object.entries(ALSO)) found.set(name, code);
  return found;
}

function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .trim()
    .toLowerCase()
    .replace(/\s+/g, ' ');
}
