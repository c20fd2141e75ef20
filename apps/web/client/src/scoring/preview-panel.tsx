import { Text, Title } from '@mantine/core';
import { Link } from 'react-router';
import type { TableContent } from '../api/points-tables.js';
import type { ChangedLead, CurveOfWins, TablePreview } from '../api/scoring-preview.js';
import { LinePlot } from '../plot/line-plot.js';
import type { Curve } from '../plot/curve.js';
import { ProblemAlert } from '../shell/problem-alert.js';
import { count, counted, percent, share } from '../words/numbers.js';
import { Part } from './part.js';
import classes from './points.module.css';
import { useTablePreview } from './points-queries.js';

interface PreviewPanelProps {
  readonly table: TableContent;
  readonly isChanged: boolean;
}

const SHOWN = 20;

/** What the table would do, while it is being changed: to the wins that are kept, and to last week's leads. */
export function PreviewPanel({ table, isChanged }: PreviewPanelProps) {
  const preview = useTablePreview(table);
  return (
    <section
      className={classes.preview}
      aria-label={isChanged ? 'What the changed table would do' : 'What the table does'}
    >
      {preview.data && preview.error && <ProblemAlert error={preview.error} />}
      <Part query={preview}>
        {(data) => (
          <div aria-busy={preview.isFetching || undefined}>
            <WinsPlot preview={data} isChanged={isChanged} />
            <LastWeek preview={data} isChanged={isChanged} />
          </div>
        )}
      </Part>
    </section>
  );
}

function WinsPlot({
  preview: { curve, rulingCurve, lastWeek },
  isChanged,
}: {
  readonly preview: TablePreview;
  readonly isChanged: boolean;
}) {
  if (curve.length === 0) {
    return (
      <Text c="dimmed">
        Too few leads have an end by now to say which wins a table keeps. Sales’ verdicts make it known.
      </Text>
    );
  }
  const sent = isChanged ? lastWeek.sentThen : lastWeek.sentNow;
  const curves: Curve[] = [
    { label: isChanged ? 'with your changes' : 'this table', kind: 'main', points: pointsOf(curve) },
    ...(isChanged ? [{ label: 'as it rules', kind: 'other', points: pointsOf(rulingCurve) } satisfies Curve] : []),
    {
      label: 'by chance',
      kind: 'baseline',
      points: [
        { x: 0, y: 0 },
        { x: 1, y: 1 },
      ],
    },
  ];
  return (
    <LinePlot
      title="Wins kept, by the share that is sent"
      xLabel="share sent to sales"
      yLabel="wins kept"
      curves={curves}
      marks={lastWeek.leads === 0 ? [] : [{ x: sent / lastWeek.leads, label: 'last week' }]}
      format={percent}
    />
  );
}

const pointsOf = (curve: readonly CurveOfWins[]) =>
  curve.map(({ share: x, winsKept: { value, low, high } }) => ({ x, y: value, low, high }));

function LastWeek({
  preview: { lastWeek },
  isChanged,
}: {
  readonly preview: TablePreview;
  readonly isChanged: boolean;
}) {
  const { leads, sentNow, sentThen, changed } = lastWeek;
  return (
    <section className={classes.lastWeek}>
      <Title order={2} size="h4" mb={4}>
        Last week’s leads
      </Title>
      <Text role="status">
        {leads === 0
          ? 'None came.'
          : `${counted(leads, 'lead')} came; ${count(sentNow)} were worth sending by the ruling table (${share(sentNow, leads)}).`}
        {isChanged && leads > 0 && ` With your changes: ${count(sentThen)} (${share(sentThen, leads)}).`}
      </Text>
      {isChanged && (
        <>
          <Text c="dimmed" size="sm" mt={4}>
            {changed.length === 0
              ? 'No lead would change sides.'
              : `${counted(changed.length, 'lead')} would change sides:`}
          </Text>
          <ul className={classes.changed}>
            {changed.slice(0, SHOWN).map((lead) => (
              <ChangedRow key={lead.leadId} lead={lead} />
            ))}
          </ul>
          {changed.length > SHOWN && <Text size="sm">… and {count(changed.length - SHOWN)} more</Text>}
        </>
      )}
    </section>
  );
}

function ChangedRow({ lead: { leadId, who, to, scoreFrom, scoreTo } }: { readonly lead: ChangedLead }) {
  return (
    <li>
      <Link to={`/leads/${leadId}`}>{who}</Link>{' '}
      <span>
        {to === 'qualified' ? 'would be sent' : 'would be held back'} · {count(scoreFrom)} → {count(scoreTo)}
      </span>
    </li>
  );
}
