/** Letters that are no plain letter with a mark. */
const WITHOUT_DECOMPOSITION: Readonly<Record<string, string>> = { ø: 'o', ł: 'l', ß: 'ss', ı: 'i', đ: 'd' };

/** In small letters without marks, as in addresses: `Sørensen` → `sorensen`. */
export function asciiOf(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{Mark}/gu, '')
    .replace(/[^\p{ASCII}]/gu, (letter) => WITHOUT_DECOMPOSITION[letter] ?? '');
}
