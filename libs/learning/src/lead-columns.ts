import type { Facts } from '@baton/contracts';
import type { Dimension, Seen } from './seen.js';

type Fact = Facts[string];

/** One fact of all leads: each value once, and for every lead which it is. */
interface FactColumn {
  readonly values: Fact[];
  readonly places: Map<Fact, number>;
  codes: Uint32Array;
}

const FIRST_ROOM = 1_024;
const ABSENT = 0;
const LESSONS: readonly (Dimension | undefined)[] = [undefined, 'fit', 'engagement'];

/**
 * Leads whose ends are known, column by column, each value kept once: a million of them with forty facts take a few
 * hundred megabytes, where as many objects would take gigabytes.
 */
export class LeadColumns {
  private readonly columns = new Map<string, FactColumn>();
  private wins = new Uint8Array(FIRST_ROOM);
  private lessons = new Uint8Array(FIRST_ROOM);
  private weights = new Float64Array(FIRST_ROOM);
  private count = 0;

  /** @param rows the oldest first */
  static of(rows: readonly Seen[]): LeadColumns {
    const columns = new LeadColumns();
    for (const row of rows) columns.add(row);
    return columns;
  }

  add({ facts, won, weight, teaches }: Seen): void {
    const row = this.count;
    if (row === this.wins.length) this.makeRoom();
    this.count += 1;
    this.wins[row] = won ? 1 : 0;
    this.lessons[row] = LESSONS.indexOf(teaches);
    this.weights[row] = weight;
    for (const [field, fact] of Object.entries(facts)) {
      const column = this.columnOf(field);
      let place = column.places.get(fact);
      if (place === undefined) {
        place = column.values.push(fact) - 1;
        column.places.set(fact, place);
      }
      column.codes[row] = place;
    }
  }

  get length(): number {
    return this.count;
  }

  fields(): string[] {
    return [...this.columns.keys()];
  }

  /** The fact of the first leads, one by one. @param until how many leads */
  factsOf(field: string, until = this.count): Fact[] {
    const column = this.columns.get(field);
    return Array.from({ length: until }, (_, row) => column?.values[column.codes[row]!]);
  }

  won(row: number): boolean {
    return this.wins[row] === 1;
  }

  weight(row: number): number {
    return this.weights[row]!;
  }

  teaches(row: number): Dimension | undefined {
    return LESSONS[this.lessons[row]!];
  }

  /** A lead as it was given. */
  row(row: number): Seen {
    const facts: Record<string, Fact> = {};
    for (const [field, { values, codes }] of this.columns) {
      const place = codes[row]!;
      if (place !== ABSENT) facts[field] = values[place];
    }
    const teaches = this.teaches(row);
    return { facts, won: this.won(row), weight: this.weight(row), ...(teaches && { teaches }) };
  }

  private columnOf(field: string): FactColumn {
    let column = this.columns.get(field);
    if (!column) {
      column = { values: [undefined], places: new Map(), codes: new Uint32Array(this.wins.length) };
      this.columns.set(field, column);
    }
    return column;
  }

  private makeRoom(): void {
    const room = this.wins.length * 2;
    this.wins = enlarged(this.wins, new Uint8Array(room));
    this.lessons = enlarged(this.lessons, new Uint8Array(room));
    this.weights = enlarged(this.weights, new Float64Array(room));
    for (const column of this.columns.values()) column.codes = enlarged(column.codes, new Uint32Array(room));
  }
}

function enlarged<Numbers extends Uint8Array | Uint32Array | Float64Array>(from: Numbers, to: Numbers): Numbers {
  to.set(from);
  return to;
}
