import type { Person } from '@baton/contracts';

/** A name as it is compared: without case, accents, blanks too many or anything but letters. Absent halves are not known. */
export interface ComparedName {
  readonly given?: string;
  readonly family?: string;
}

/** Letters that fall apart into no base letter and an accent. */
const PLAIN: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
};

/** `Dr. Zoë  Ångström-Łuk` → `dr zoe angstrom luk`. Letters of other scripts stay as they are. */
export function foldName(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[ßæœøłđðþı]/g, (letter) => PLAIN[letter] as string)
    .replace(/['’`]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/**
 * Both halves of a name. Of a whole name alone, the last word is taken for the family’s and the rest for the given
 * name; a single word says too little. `Lovelace, Ada` is turned round.
 */
export function comparedName({ givenName, familyName, fullName }: Partial<Person>): ComparedName {
  const [given, family] =
    givenName !== undefined && familyName !== undefined ? [givenName, familyName] : halvesOf(fullName);
  const folded = [foldName(givenName ?? given ?? ''), foldName(familyName ?? family ?? '')];
  return {
    ...(folded[0] ? { given: folded[0] } : {}),
    ...(folded[1] ? { family: folded[1] } : {}),
  };
}

function halvesOf(fullName: string | undefined): [string?, string?] {
  if (fullName === undefined) return [];
  const turned = /^([^,]+),([^,]+)$/.exec(fullName);
  if (turned) return [turned[2], turned[1]];
  const words = fullName.trim().split(/\s+/);
  return words.length < 2 ? [] : [words.slice(0, -1).join(' '), words.at(-1)];
}
