const PREFIX = 4;
const PREFIX_WEIGHT = 0.1;

/**
 * How alike two names are, by Jaro and Winkler: 1 for the same, 0 for nothing in common. Letters count that stand near the
 * same place, and a common beginning counts more, because people mistype the end.
 * W. E. Winkler, String Comparator Metrics and Enhanced Decision Rules in the Fellegi-Sunter Model of Record Linkage, 1990.
 */
export function nameLikeness(one: string, other: string): number {
  if (one === other) return one === '' ? 0 : 1;
  const [a, b] = [[...one], [...other]];
  const reach = Math.max(0, Math.floor(Math.max(a.length, b.length) / 2) - 1);
  const taken = b.map(() => false);
  const inA = a.filter((letter, at) => {
    const from = Math.max(0, at - reach);
    const found = b.findIndex((each, place) => place >= from && place <= at + reach && !taken[place] && each === letter);
    if (found === -1) return false;
    taken[found] = true;
    return true;
  });
  if (inA.length === 0) return 0;
  const inB = b.filter((_, place) => taken[place]);
  const swapped = inA.filter((letter, at) => letter !== inB[at]).length / 2;
  const matches = inA.length;
  const jaro = (matches / a.length + matches / b.length + (matches - swapped) / matches) / 3;
  const differs = a.findIndex((letter, at) => letter !== b[at]);
  const common = Math.min(PREFIX, differs === -1 ? a.length : differs);
  return jaro + common * PREFIX_WEIGHT * (1 - jaro);
}
