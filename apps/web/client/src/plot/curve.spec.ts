import { pointAt } from './curve.js';

const points = [
  { x: 0, y: 0, low: 0, high: 0 },
  { x: 0.5, y: 0.8, low: 0.7, high: 0.9 },
  { x: 1, y: 1, low: 1, high: 1 },
];

it('reads a curve between its points, doubt and all', () => {
  expect(pointAt(points, 0.5)).toEqual(points[1]);
  expect(pointAt(points, 0.25)).toEqual({ x: 0.25, y: 0.4, low: 0.35, high: 0.45 });
  expect(pointAt(points, 2)).toEqual(points[2]);
  expect(pointAt(points, -1)).toEqual(points[0]);
  expect(pointAt([], 0.5)).toBeNull();
  expect(
    pointAt(
      [
        { x: 0, y: 0 },
        { x: 1, y: 1 },
      ],
      0.5,
    ),
  ).toEqual({ x: 0.5, y: 0.5 });
});
