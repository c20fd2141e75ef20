import type { Inputs } from './inputs.js';
import { judge, type Judgement } from './judge.js';
import type { PointsTable } from './points-table.js';

export interface Replayed {
  readonly same: boolean;
  /** The judgement as it is made now, and as it was kept: texts with their keys in order. */
  readonly now: string;
  readonly then: string;
}

/** Makes a decision again from what it stood on, and compares it byte for byte with what was kept. */
export function replay(inputs: Inputs, table: PointsTable, kept: Judgement): Replayed {
  const now = inOrder(judge(inputs, table));
  const then = inOrder(kept);
  return { same: now === then, now, then };
}

/** JSON with the keys of every object sorted: the order in which a database gives them back says nothing. */
function inOrder(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  );
}
