/** What says how a firm is owned, not what it is called. */
const LEGAL_FORMS = new Set(
  [
    'ab ag aps as asa bv bvba co company corp corporation cv dac eirl eood gmbh gbr inc incorporated kft kg kgaa kk',
    'lda limited limitada llc llp lp ltd ltda mbh nv ohg ou oy oyj plc pllc pte pty pvt sa sac sarl sas sasu sc se sl',
    'slu snc spa spj spolka spzoo sprl srl sro stiftung ug',
  ].flatMap((line) => line.split(' ')),
);

/** A firm's name for comparing: no case, accents, signs or legal form. `Müller & Söhne GmbH` → `muller sohne`. */
export function foldedName(name: string): string {
  const words = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    // S.p.A., B.V., A/S: signs within a word are no gap.
    .replace(/(?<=\b\p{L})[./](?=\p{L}\b)/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .split(' ')
    .filter((word) => word !== 'and' && word !== 'und' && word !== 'et' && word !== 'y' && word !== 'the');
  const last = words.findLastIndex((word) => !LEGAL_FORMS.has(word));
  // A firm that is called nothing but a legal form keeps it.
  return (last === -1 ? words : words.slice(0, last + 1)).join(' ').slice(0, 200);
}
