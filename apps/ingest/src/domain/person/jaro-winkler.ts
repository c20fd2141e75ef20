const LONGEST_COMPARED = 64;
const LONGEST_PREFIX = 4;
const WORTH_OF_PREFIX = 0.1;

/**
 * How alike two names are: 1 for the same, 0 for nothing in common. Jaro's share of letters that both have in about the
 * same place, raised where they begin alike, for people mistype the ends of names (Winkler 1990, “String Comparator
 * Metrics and Enhanced Decision Rules in the Fellegi–Sunter Model of Record Linkage”). The same whichever comes first.
 */
export function jaroWinkler(one: string, other: string): number {
  // Which letter is taken for which depends on where one starts; a fixed order makes the answer one.
  const [a, b] = [lettersOf(one), lettersOf(other)].sort(
    (x, y) => x.length - y.length || (x.join('') < y.join('') ? -1 : 1),
  );
  const similarity = jaro(a as string[], b as string[]);
  return similarity + prefixOf(a as string[], b as string[]) * WORTH_OF_PREFIX * (1 - similarity);
}

function jaro(shorter: readonly string[], longer: readonly string[]): number {
  if (shorter.length === 0) return longer.length === 0 ? 1 : 0;
  const reach = Math.max(0, Math.floor(longer.length / 2) - 1);
  const taken = new Set<number>();
  const found: string[] = [];
  shorter.forEach((letter, place) => {
    const last = Math.min(longer.length - 1, place + reach);
    for (let at = Math.max(0, place - reach); at <= last; at++) {
      if (longer[at] !== letter || taken.has(at)) continue;
      taken.add(at);
      found.push(letter);
      return;
    }
  });
  if (found.length === 0) return 0;
  const theirs = [...taken].sort((x, y) => x - y).map((at) => longer[at]);
  const swapped = found.filter((letter, index) => letter !== theirs[index]).length / 2;
  const common = found.length;
  return (common / shorter.length + common / longer.length + (common - swapped) / common) / 3;
}

function prefixOf(one: readonly string[], other: readonly string[]): number {
  const differs = one.slice(0, LONGEST_PREFIX).findIndex((letter, place) => letter !== other[place]);
  return differs === -1 ? Math.min(one.length, LONGEST_PREFIX) : differs;
}

/** Both take the time of one times the other, and names come from outside. */
function lettersOf(name: string): string[] {
  return [...name].slice(0, LONGEST_COMPARED);
}
