import type { Plan, PlannedShare } from '../api/planner.js';
import type { Estimate } from '../api/scoring-preview.js';
import type { Curve } from '../plot/curve.js';
import { LinePlot } from '../plot/line-plot.js';
import { percent } from '../words/numbers.js';

/** Share sent against what it brings, with the baseline always drawn. */
export function PlanPlots({ plan: { curve, baseline, lastQuarter } }: { readonly plan: Plan }) {
  const marks = lastQuarter ? [{ x: lastQuarter.share, label: 'this line' }] : [];
  const pointsOf = (figure: (planned: PlannedShare) => Estimate) =>
    curve.map((planned) => {
      const { value: y, low, high } = figure(planned);
      return { x: planned.share, y, low, high };
    });
  const level = baseline?.acceptance.value;
  return (
    <>
      <LinePlot
        title="Wins kept, by the share that is sent"
        xLabel="share sent to sales"
        yLabel="wins kept"
        curves={[
          { label: 'by points', kind: 'main', points: pointsOf(({ winsKept }) => winsKept) },
          {
            label: 'by chance',
            kind: 'baseline',
            points: [
              { x: 0, y: 0 },
              { x: 1, y: 1 },
            ],
          },
        ]}
        marks={marks}
        format={percent}
      />
      <LinePlot
        title="Accepted by sales, by the share that is sent"
        xLabel="share sent to sales"
        yLabel="accepted"
        curves={[
          { label: 'by points', kind: 'main', points: pointsOf(({ acceptance }) => acceptance) },
          ...(level === undefined
            ? []
            : [
                {
                  label: 'baseline weeks',
                  kind: 'baseline',
                  points: [
                    { x: 0, y: level },
                    { x: 1, y: level },
                  ],
                } satisfies Curve,
              ]),
        ]}
        marks={marks}
        format={percent}
      />
    </>
  );
}
