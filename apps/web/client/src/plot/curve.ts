/** A point of a curve; with an interval where there is doubt about it. */
export interface CurvePoint {
  readonly x: number;
  readonly y: number;
  readonly low?: number;
  readonly high?: number;
}

export interface Curve {
  /** Stands at its end. */
  readonly label: string;
  /** By rising x. */
  readonly points: readonly CurvePoint[];
  /** What the plot is about, what it is held against, and what would be without any of it. */
  readonly kind: 'main' | 'other' | 'baseline';
}

export interface Mark {
  readonly x: number;
  readonly label: string;
}

/** The curve at an x, straight between its points; null without points. */
export function pointAt(points: readonly CurvePoint[], x: number): CurvePoint | null {
  const after = points.findIndex((point) => point.x >= x);
  if (after === -1) return points.at(-1) ?? null;
  const [right, left] = [points[after]!, points[after - 1]];
  if (!left || right.x === x) return right;
  const share = (x - left.x) / (right.x - left.x);
  const between = (from: number, to: number) => from + share * (to - from);
  return {
    x,
    y: between(left.y, right.y),
    ...(left.low !== undefined && right.low !== undefined ? { low: between(left.low, right.low) } : {}),
    ...(left.high !== undefined && right.high !== undefined ? { high: between(left.high, right.high) } : {}),
  };
}
