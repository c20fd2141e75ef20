import { CliError, exitCodes } from '../cli-error.js';

/** The columns of a file, found by the names that people type. */
export class NamedColumns {
  constructor(
    readonly names: readonly string[],
    private readonly file: string,
  ) {}

  /** @throws CliError that tells the nearest name */
  find(typed: string): string {
    const found = this.#like(typed);
    if (found !== undefined) return found;
    const nearest = nearestOf(this.names, typed);
    const hint = nearest === undefined ? `It has ${listOf(this.names)}.` : `Did you mean “${nearest}”?`;
    throw new CliError(`${this.file} has no column “${typed.trim()}”. ${hint}`, exitCodes.usage);
  }

  /** Several, separated by commas; a name may have commas of its own. @throws CliError */
  findAll(typed: readonly string[]): string[] {
    return typed.flatMap((list) => {
      const parts = list.split(',');
      const found: string[] = [];
      while (parts.length > 0) {
        const lengths = parts.map((_, at) => parts.length - at);
        const length = lengths.find((many) => this.#like(parts.slice(0, many).join(',')) !== undefined) ?? 1;
        found.push(this.find(parts.splice(0, length).join(',')));
      }
      return found;
    });
  }

  #like(typed: string): string | undefined {
    return (
      this.names.find((name) => name === typed) ?? this.names.find((name) => folded(name) === folded(typed))
    );
  }
}

const MOST_LISTED = 12;
const MOST_EDITED = 0.4;

/** `“a”, “b” and 3 more` */
export function listOf(names: readonly string[]): string {
  const shown = names.slice(0, MOST_LISTED).map((name) => `“${name}”`);
  return names.length > shown.length
    ? `${shown.join(', ')} and ${names.length - shown.length} more`
    : shown.join(', ');
}

/** The likeliest one that was meant; none where all are far off. */
export function nearestOf(names: readonly string[], typed: string): string | undefined {
  const [nearest] = names
    .map((name) => ({ name, edits: editsBetween(folded(name), folded(typed)) }))
    .filter(
      ({ name, edits }) =>
        (edits < typed.length && edits <= Math.ceil(typed.length * MOST_EDITED)) || contains(name, typed),
    )
    .sort((one, other) => one.edits - other.edits);
  return nearest?.name;
}

const folded = (name: string): string =>
  name
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ');
const contains = (name: string, typed: string): boolean =>
  typed.trim().length > 2 && folded(name).includes(folded(typed));

/** How many letters have to be put in, left out or changed (Levenshtein 1965). */
function editsBetween(one: string, other: string): number {
  let before = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let row = 1; row <= one.length; row += 1) {
    const now = [row];
    for (let at = 1; at <= other.length; at += 1) {
      const changed = before[at - 1]! + (one[row - 1] === other[at - 1] ? 0 : 1);
      now.push(Math.min(changed, before[at]! + 1, now[at - 1]! + 1));
    }
    before = now;
  }
  return before[other.length]!;
}
