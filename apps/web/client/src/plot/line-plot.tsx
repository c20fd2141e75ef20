import { useElementSize } from '@mantine/hooks';
import { scaleLinear } from 'd3-scale';
import { area, line } from 'd3-shape';
import { type Curve, type CurvePoint, type Mark, pointAt } from './curve.js';
import { CurveTable } from './curve-table.js';
import classes from './line-plot.module.css';

interface LinePlotProps {
  readonly title: string;
  readonly xLabel: string;
  readonly yLabel: string;
  readonly curves: readonly Curve[];
  /** Where one stands, on the curves of the first two kinds. */
  readonly marks?: readonly Mark[];
  /** The upper end of the y axis; both axes begin at zero. */
  readonly most?: number;
  readonly format: (value: number) => string;
}

const HEIGHT = 300;
const MARGIN = { top: 16, right: 24, bottom: 40, left: 48 };
const TICKS = 5;

/** Curves with their doubt as bands, each named at its own line, and every number in a table below. */
export function LinePlot({ title, xLabel, yLabel, curves, marks = [], most = 1, format }: LinePlotProps) {
  const { ref, width } = useElementSize();
  const x = scaleLinear([0, 1], [MARGIN.left, Math.max(MARGIN.left + 1, width - MARGIN.right)]);
  const y = scaleLinear([0, most], [HEIGHT - MARGIN.bottom, MARGIN.top]);
  const stroke = line<CurvePoint>()
    .x((point) => x(point.x))
    .y((point) => y(point.y));
  const band = area<CurvePoint>()
    .defined(({ low, high }) => low !== undefined && high !== undefined)
    .x((point) => x(point.x))
    .y0((point) => y(point.low!))
    .y1((point) => y(point.high!));
  const main = curves.find(({ kind }) => kind === 'main');
  return (
    <figure className={classes.plot}>
      <figcaption className={classes.title}>{title}</figcaption>
      <div ref={ref} className={classes.frame}>
        <svg width={width} height={HEIGHT} role="img" aria-label={`${title}. Every number is in the table below.`}>
          {y.ticks(TICKS).map((tick) => (
            <g key={tick} className={classes.grid}>
              <line x1={x(0)} x2={x(1)} y1={y(tick)} y2={y(tick)} />
              <text x={x(0) - 8} y={y(tick)} textAnchor="end" dominantBaseline="middle">
                {format(tick)}
              </text>
            </g>
          ))}
          {x.ticks(TICKS).map((tick) => (
            <text key={tick} className={classes.tick} x={x(tick)} y={HEIGHT - MARGIN.bottom + 18} textAnchor="middle">
              {format(tick)}
            </text>
          ))}
          <text className={classes.tick} x={x(1)} y={HEIGHT - 4} textAnchor="end">
            {xLabel}
          </text>
          <text className={classes.tick} x={x(0) + 6} y={MARGIN.top - 4}>
            {yLabel}
          </text>
          {curves.map(({ label, points, kind }) => (
            <g key={label} className={classes.curve} data-kind={kind}>
              {kind !== 'baseline' && <path className={classes.band} d={band(points) ?? ''} />}
              <path className={classes.line} d={stroke(points) ?? ''} />
            </g>
          ))}
          {curves.map(({ label, points, kind }, index) => (
            <CurveName key={label} label={label} kind={kind} at={namedAt(points, index)} x={x} y={y} />
          ))}
          {main &&
            marks.map(({ x: at, label }) => {
              const point = pointAt(main.points, at);
              return point && <MarkedPoint key={label} label={label} x={x(at)} y={y(point.y)} right={at > 0.6} />;
            })}
        </svg>
      </div>
      <CurveTable title={title} xLabel={xLabel} curves={curves} format={format} />
    </figure>
  );
}

/** Names stand at different places, so that curves that lie close keep theirs apart. */
const namedAt = (points: readonly CurvePoint[], index: number) => pointAt(points, 0.72 - 0.2 * index);

interface CurveNameProps {
  readonly label: string;
  readonly kind: Curve['kind'];
  readonly at: CurvePoint | null;
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
}

function CurveName({ label, kind, at, x, y }: CurveNameProps) {
  if (!at) return null;
  return (
    <text
      className={classes.name}
      data-kind={kind}
      x={x(at.x) + 8}
      y={y(kind === 'baseline' ? at.y : (at.low ?? at.y)) + 18}
    >
      {label}
    </text>
  );
}

interface MarkedPointProps {
  readonly label: string;
  readonly x: number;
  readonly y: number;
  readonly right: boolean;
}

function MarkedPoint({ label, x, y, right }: MarkedPointProps) {
  return (
    <g className={classes.mark}>
      <line x1={x} x2={x} y1={y} y2={HEIGHT - MARGIN.bottom} />
      <circle cx={x} cy={y} r={5} />
      <text x={right ? x - 10 : x + 10} y={HEIGHT - MARGIN.bottom - 8} textAnchor={right ? 'end' : 'start'}>
        {label}
      </text>
    </g>
  );
}
