import { Table } from '@mantine/core';
import type { Curve, CurvePoint } from './curve.js';
import classes from './line-plot.module.css';

interface CurveTableProps {
  readonly title: string;
  readonly xLabel: string;
  readonly curves: readonly Curve[];
  readonly format: (value: number) => string;
}

/** What a plot shows, in numbers. */
export function CurveTable({ title, xLabel, curves, format }: CurveTableProps) {
  const told = curves.filter(({ kind }) => kind !== 'baseline');
  const xs = [...new Set(told.flatMap(({ points }) => points.map(({ x }) => x)))].sort((one, other) => one - other);
  const inWords = (point: CurvePoint | undefined) => {
    if (!point) return '–';
    const { y, low, high } = point;
    return low === undefined || high === undefined ? format(y) : `${format(y)} (${format(low)} to ${format(high)})`;
  };
  return (
    <details className={classes.numbers}>
      <summary>The numbers as a table</summary>
      <Table.ScrollContainer type="native" minWidth={320} tabIndex={0} role="region" aria-label={title}>
        <Table className={classes.table!} verticalSpacing={4}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{xLabel}</Table.Th>
              {told.map(({ label }) => (
                <Table.Th key={label} scope="col">
                  {label}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {xs.map((x) => (
              <Table.Tr key={x}>
                <Table.Th scope="row">{format(x)}</Table.Th>
                {told.map(({ label, points }) => (
                  <Table.Td key={label}>{inWords(points.find((point) => point.x === x))}</Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </details>
  );
}
