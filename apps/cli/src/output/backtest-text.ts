import type { Figure, LearnedRule } from '@baton/learning';
import type { BacktestReport } from '../backtest/report.js';
import type { Paint } from './paint.js';
import { table } from './table.js';

const SHARES_SHOWN = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];
const MOST_RULES = 40;

export function backtestText(report: BacktestReport, paint: Paint): string {
  const { judgement, table: learned } = report;
  const warnings = [...report.leaks.map(leakText), ...report.notes];
  return [
    headOf(report),
    ...(warnings.length > 0
      ? [['Mind', ...warnings.map((each) => paint('warn', `! ${each}`))].join('\n')]
      : []),
    ...(report.leftOut.length > 0 ? [leftOutText(report, paint)] : []),
    table(
      [
        { title: 'Figure' },
        { title: 'Value', align: 'right' },
        { title: '95 % interval', align: 'right' },
        { title: '' },
      ],
      [
        [
          'AUC',
          ...decimals(judgement.auc),
          paint('quiet', 'how often a won lead scores above a lost one; 0.5 is chance'),
        ],
        [
          'Brier',
          ...decimals(judgement.brier),
          paint('quiet', 'how far chances are from ends, squared; the less, the better'),
        ],
        [
          'ECE',
          ...decimals(judgement.ece),
          paint('quiet', 'how far chances are from the shares that come true'),
        ],
      ],
      paint,
    ),
    curveText(report, paint),
    `The line that sent half of the older leads would send ${percent(report.sentByOldLine)} of the newest: let it follow them.`,
    rulesText(learned.rules, paint),
    paint(judgement.verdict.lift ? 'good' : 'bad', judgement.verdict.says),
  ].join('\n\n');
}

function leakText({ says, kind, leaveOut }: BacktestReport['leaks'][number]): string {
  if (kind === 'value') return says;
  return `${says}: ${leaveOut ? 'left out' : 'learned from all the same, as it is included'}.`;
}

function headOf({
  file,
  label,
  order,
  leads,
  won,
  learnedFrom,
  judgement,
  learnedColumns,
}: BacktestReport): string {
  const columns = `${learnedColumns.length} ${learnedColumns.length === 1 ? 'column' : 'columns'}`;
  return [
    `${file}: ${leads} leads with a known end, ${won} of them won (${percent(won / leads)}): “${label.column}” says ${label.wins.map((win) => `“${win}”`).join(' or ')}.`,
    `In order of “${order.column}”, from ${order.from} to ${order.to}: learned from the older ${learnedFrom} by ${columns}, judged on the newest ${judgement.leads}.`,
  ].join('\n');
}

function leftOutText({ leftOut }: BacktestReport, paint: Paint): string {
  const reasons = [...new Set(leftOut.map(({ because }) => because))];
  const lines = reasons.map((reason) => {
    const columns = leftOut.filter(({ because }) => because === reason).map(({ column }) => column);
    return `${reason}: ${[...new Set(columns)].join(', ')}`;
  });
  return ['Left out, since it', ...lines.map((line) => paint('quiet', `  ${line}`))].join('\n');
}

function curveText({ judgement }: BacktestReport, paint: Paint): string {
  const points = judgement.curve.filter(({ share }) =>
    SHARES_SHOWN.some((shown) => Math.abs(shown - share) < 1e-9),
  );
  return table(
    ['Sent', 'Wins kept', '95 % interval', 'Won of those sent', 'Lift'].map((title) => ({
      title,
      align: 'right',
    })),
    points.map(({ share, winsKept, acceptance, lift }) => [
      `${Math.round(share * 100)} %`,
      percent(winsKept.value),
      `${percent(winsKept.low)} to ${percent(winsKept.high)}`,
      percent(acceptance.value),
      lift.value.toFixed(2),
    ]),
    paint,
  );
}

function rulesText(rules: readonly LearnedRule[], paint: Paint): string {
  if (rules.length === 0) return 'There was nothing to give points for.';
  const shown = rules
    .toSorted((one, other) => Math.abs(other.points) - Math.abs(one.points))
    .slice(0, MOST_RULES);
  const more = rules.length - shown.length;
  const lines = table(
    [
      { title: 'Points', align: 'right' },
      { title: 'For' },
      { title: 'Rule' },
      { title: 'Won', align: 'right' },
    ],
    shown
      .toSorted((one, other) => other.points - one.points)
      .map(({ points, dimension, says, seen }) => [
        points > 0 ? `+${points}` : `−${-points}`,
        dimension,
        says,
        `${seen.hits} of ${seen.of}`,
      ]),
    paint,
  );
  return more > 0 ? `${lines}\n${paint('quiet', `and ${more} that weigh less: --json has all`)}` : lines;
}

const decimals = ({ value, low, high }: Figure): string[] => [
  value.toFixed(3),
  `${low.toFixed(3)} to ${high.toFixed(3)}`,
];
const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
