import type { Attributes, Consent, Money } from '@baton/contracts';
import { attributeName, flatten } from '../body/flatten.js';
import { type Json, objectOf } from '../body/json.js';
import { clean, slug, textOf } from '../body/text.js';
import { decimalOf } from '../deal-amount.js';
import type { Answer } from '../providers/provider.js';
import { Ambiguous } from '../values/ambiguous.js';
import { writtenMoney } from '../values/written-money.js';
import { writtenTime } from '../values/written-time.js';
import type { AnswerRule, ConsentRule, FieldMap, PathRule } from './field-map.js';
import { keysOf, placeOf, valueAt } from './path.js';

const GRANTED = ['true', 'yes', '1', 'granted', 'opt-in', 'on'];
const DENIED = ['false', 'no', '0', 'denied', 'opt-out', 'off'];

/** A body as its map sees it, and which of its places have been moved to a named field. */
export class MappedBody {
  /** Places that have been moved to a named field: see `placeOf`. */
  readonly moved: Set<string>;
  readonly #rewritten = new Map<string, string>();
  /** The first text that could be read in two ways, with what to do about it. */
  ambiguous: string | undefined;

  constructor(
    private readonly body: Json,
    private readonly map: FieldMap,
    movedBefore: Iterable<string> = [],
  ) {
    this.moved = new Set(movedBefore);
  }

  /** The first of the paths that says something. */
  find(rule: PathRule | undefined): { path: string; value: Json; text: string } | undefined {
    for (const path of pathsOf(rule)) {
      const value = valueAt(this.body, path);
      const text = textOf(value);
      if (value !== undefined && text !== undefined && !this.map.treatAsBlank?.includes(text))
        return { path, value, text };
    }
    return undefined;
  }

  /** The value for a named field. What cannot be read as one stays where it is, and ends as an attribute. */
  move(rule: PathRule | undefined): string | undefined;
  move<T>(rule: PathRule | undefined, read: (text: string) => T | null): T | undefined;
  move<T>(rule: PathRule | undefined, read?: (text: string) => T | null): T | string | undefined {
    const found = this.find(rule);
    if (found === undefined) return undefined;
    const value = read === undefined ? found.text : read(found.text);
    if (value === null) return undefined;
    this.moved.add(placeOf(keysOf(found.path)));
    return value;
  }

  /** When something happened, by the notation of the map. */
  time(rule: PathRule | undefined): Date | null {
    const { timeZone: zone, dateFormat: format } = this.map;
    return this.certain(writtenTime(this.find(rule)?.value, { zone, format }));
  }

  /** A sum, by the notation of the map. @param currency where it names none, and the map names none for all. */
  money(rule: PathRule | undefined, currency?: string): Money | null {
    const found = this.find(rule);
    if (found === undefined) return null;
    return this.certain(writtenMoney(found.text, { currency: currency ?? this.map.currency, decimal: this.map.decimal }));
  }

  /** Writes attributes in one notation for all, where the map says what they are; others stay as they stand. */
  rewrite(): void {
    for (const path of this.map.dates ?? []) this.rewriteAt(path, this.time(path)?.toISOString());
    for (const path of this.map.amounts ?? []) {
      const money = this.money(path);
      // The currency first, so that sums read the same everywhere.
      this.rewriteAt(path, money === null ? undefined : `${money.currency} ${decimalOf(money)}`);
    }
  }

  private rewriteAt(path: string, text: string | undefined): void {
    if (text !== undefined) this.#rewritten.set(placeOf(keysOf(path)), text);
  }

  private certain<T>(read: T | Ambiguous): T | null {
    if (!(read instanceof Ambiguous)) return read;
    this.ambiguous ??= read.because;
    return null;
  }

  answer(
    rule: PathRule | AnswerRule | undefined,
    kindOf: (text: string) => string | null = () => null,
  ): Answer | null {
    const { path, kind, says, when, unless } = asAnswerRule(rule);
    const found = this.find(path);
    if (found === undefined || found.value === false) return null;
    if (when !== undefined && !when.includes(found.text)) return null;
    if (unless?.includes(found.text)) return null;
    return {
      kind: kind ?? kindOf(found.text) ?? (slug(found.text).slice(0, 60) || 'other'),
      says: clean(says === undefined ? found.text : says.replaceAll('{value}', () => found.text)),
      field: found.path,
    };
  }

  consents(rules: NonNullable<FieldMap['consent']>): Partial<Consent> {
    const consent: Partial<Consent> = {};
    for (const channel of ['email', 'phone'] as const) {
      const state = this.consent(rules[channel]);
      if (state !== undefined) consent[channel] = state;
    }
    return consent;
  }

  private consent(rule: ConsentRule | undefined): Consent['email'] | undefined {
    const said = this.find(rule?.path)?.text.toLowerCase();
    if (rule === undefined || said === undefined) return undefined;
    const isIn = (words: readonly string[]) => words.some((word) => word.toLowerCase() === said);
    // Where the map says what refuses, the other usual words are no consent: `Do not e-mail: No` grants nothing.
    if (isIn(rule.deniedBy ?? (rule.grantedBy ? [] : DENIED))) return 'denied';
    return isIn(rule.grantedBy ?? (rule.deniedBy ? [] : GRANTED)) ? 'granted' : undefined;
  }

  rest(root: string | undefined): Attributes {
    const inside = root === undefined ? undefined : valueAt(this.body, root);
    const [base, at] =
      inside === undefined || objectOf(inside) !== inside || root === undefined
        ? [this.body, []]
        : [inside, keysOf(root)];
    return Object.fromEntries(
      flatten(base)
        .filter(({ path }) => path.length > 0 && !this.moved.has(placeOf([...at, ...path])))
        .map(({ path, value }) => [
          attributeName(path),
          typeof value === 'string' && this.map.treatAsBlank?.includes(value)
            ? null
            : (this.#rewritten.get(placeOf([...at, ...path])) ?? value),
        ]),
    );
  }

  /** The first place that says something: evidence for what was put together from several. */
  firstPlace(rules: ReadonlyArray<PathRule | undefined>): string {
    return rules.map((rule) => this.find(rule)?.path).find((path) => path !== undefined) ?? '';
  }
}

function pathsOf(rule: PathRule | undefined): readonly string[] {
  return rule === undefined ? [] : typeof rule === 'string' ? [rule] : rule;
}

function asAnswerRule(rule: PathRule | AnswerRule | undefined): AnswerRule {
  if (rule === undefined) return { path: [] };
  return typeof rule === 'object' && 'path' in rule ? rule : { path: rule };
}
