import { type Tally, wilson } from '@baton/evidence';
import { backtest, type ChangedLate, columnsOf, findLeaks, olderOf, type Seen } from '@baton/learning';
import { CliError, exitCodes } from '../cli-error.js';
import type { BacktestMap } from './backtest-map.js';
import { dateForm } from './dates.js';
import { readEnds } from './ends.js';
import { firstOf, type LeadFile } from './lead-file.js';
import { listOf } from './named-columns.js';
import { readOrder } from './order.js';
import { type FactColumn, readFacts } from './read-facts.js';
import type { BacktestReport } from './report.js';

/** Columns are of the file. */
export interface BacktestPlan {
  readonly label: string;
  readonly order: string;
  readonly positive?: string;
  readonly identity?: string;
  readonly exclude: readonly string[];
  /** Learned from whatever speaks against it. */
  readonly include: readonly string[];
  readonly map: BacktestMap;
}

interface Lead {
  readonly fields: Readonly<Record<string, string>>;
  readonly won: boolean;
  readonly moment: number;
}

const TOO_GOOD = 0.9;
const FEWEST_ROWS = 100;
const FEWEST_OF_EACH = 10;

/** @throws CliError */
export function backtestFile(
  file: LeadFile,
  plan: BacktestPlan,
  onProgress: (share: number) => void,
): BacktestReport {
  const { leads, order, wins, notes } = leadsIn(file, plan);
  const outside = new Set([
    plan.label,
    plan.order,
    ...(plan.identity ? [plan.identity] : []),
    ...plan.exclude,
  ]);
  const wanted = new Set(plan.include);
  const names = file.columns.names.filter((name) => !outside.has(name));
  const read = readFacts((name) => leads.map(({ fields }) => fields[name]!), names, plan.map, wanted);
  const rows = leads.map(({ won }, at): Seen => ({ facts: read.facts[at] ?? {}, won, weight: 1 }));

  const worth = new Set(columnsOf(rows).map(({ field }) => field));
  const candidates = read.columns.filter(({ field, from }) => worth.has(field) || wanted.has(from));
  const checked = [...read.columns, ...read.dates];
  const leaks = findLeaks(rows, checked, changedLate(leads, checked, plan.map));
  const leaky = new Set(leaks.filter(({ leaveOut }) => leaveOut).map(({ field }) => field));
  const columns = candidates.filter(({ field, from }) => !leaky.has(field) || wanted.has(from));
  if (columns.length === 0)
    throw new CliError(`${file.path} has no columns to learn from${butLeaky(candidates)}.`);

  const whoIs =
    plan.identity === undefined
      ? []
      : leads.map(({ fields }) => fields[plan.identity!]!.trim().toLowerCase() || null);
  const { judgement, learnedFrom, knownBefore, sentByOldLine, table } = backtest(rows, columns, whoIs, {
    onProgress,
  });
  if (judgement === null)
    throw new CliError(`${file.path}: the newest leads that can be judged all ended in one way.`);
  const fromOf = new Map(checked.map(({ field, from }) => [field, from]));
  return {
    file: file.path,
    label: { column: plan.label, wins },
    order,
    leads: rows.length,
    won: rows.filter(({ won }) => won).length,
    learnedFrom,
    judgement,
    sentByOldLine,
    table,
    learnedColumns: [...new Set(columns.map(({ from }) => from))],
    leaks: leaks.map(({ field, leaveOut, ...leak }) => {
      const column = fromOf.get(field)!;
      return { column, ...leak, leaveOut: leaveOut && !wanted.has(column) };
    }),
    leftOut: [
      ...plan.exclude.map((column) => ({ column, because: 'was excluded' })),
      ...read.leftOut,
      ...read.columns
        .filter((column) => !candidates.includes(column))
        .map(({ from }) => ({ column: from, because: 'is a name, free text or the same for all' })),
      ...candidates
        .filter(({ field, from }) => leaky.has(field) && !wanted.has(from))
        .map(({ from }) => ({ column: from, because: 'seems to know the end' })),
    ],
    notes: [
      ...notes,
      ...(knownBefore > 0
        ? [
            `${knownBefore} of the newest rows are of somebody who is among the older ones, too: they are not judged.`,
          ]
        : []),
      ...youngLeads(rows),
      ...(judgement.auc.value >= TOO_GOOD
        ? ['So good a result is rare: ask of every column that is left when it was written.']
        : []),
    ],
  };
}

function butLeaky(leaky: readonly FactColumn[]): string {
  return leaky.length === 0
    ? ''
    : ` but such as seem to know the end, which --include takes in: ${listOf(leaky.map(({ from }) => from))}`;
}

/** The rows whose ends are known, the oldest first. @throws CliError */
function leadsIn({ path, rows, refused }: LeadFile, { label, order, positive }: BacktestPlan) {
  const read = readEnds(
    label,
    rows.map(({ fields }) => fields[label]!),
    positive,
  );
  if (!read.ok) throw new CliError(`${path}: ${read.says}`, exitCodes.usage);
  const ordered = readOrder(rows.map(({ fields }) => fields[order]!));
  if (!ordered.ok) {
    const says = {
      blank: () => 'is blank in every row',
      'one value': () => 'says the same in every row',
      unreadable: (row: number) =>
        `is neither a number nor a date in line ${rows[row]!.line}: “${rows[row]!.fields[order]!.slice(0, 40)}”`,
    }[ordered.because](ordered.because === 'unreadable' ? ordered.row : 0);
    throw new CliError(`${path} cannot be put in order: “${order}” ${says}.`, exitCodes.usage);
  }
  const leads = rows
    .flatMap(({ fields }, at): Lead[] => {
      const [won, moment] = [read.ends[at]!, ordered.moments[at]!];
      return won === null || moment === null ? [] : [{ fields, won, moment }];
    })
    .sort((one, other) => one.moment - other.moment);
  refuseTooFew(path, leads);
  const unordered = ordered.moments.filter((moment) => moment === null).length;
  return {
    leads,
    wins: read.wins,
    order: {
      column: order,
      kind: ordered.kind,
      from: leads[0]!.fields[order]!.trim(),
      to: leads.at(-1)!.fields[order]!.trim(),
    },
    notes: [
      ...(refused.length > 0
        ? [`${refused.length} rows cannot be read and are left out.${firstOf(refused)}`]
        : []),
      ...(unordered > 0 ? [`${unordered} rows are left out: “${order}” does not say when they came.`] : []),
      ...read.notes,
    ],
  };
}

function refuseTooFew(path: string, leads: readonly Lead[]): void {
  const cut = olderOf(leads.length);
  for (const [part, rows] of [
    ['older', leads.slice(0, cut)],
    ['newest', leads.slice(cut)],
  ] as const) {
    const won = rows.filter((lead) => lead.won).length;
    if (leads.length >= FEWEST_ROWS && Math.min(won, rows.length - won) >= FEWEST_OF_EACH) continue;
    const has =
      leads.length < FEWEST_ROWS
        ? `it has ${leads.length} rows whose ends are known`
        : `of the ${rows.length} ${part} rows ${won} were won`;
    throw new CliError(
      `${path}: too few to learn from: ${has}. A backtest needs ${FEWEST_ROWS} rows, with ${FEWEST_OF_EACH} wins and losses each among the older 70 % and the newest 30 %.`,
    );
  }
}

/** For the columns of which the file says when they changed, how often that was after sales first touched a lead. */
function changedLate(
  leads: readonly Lead[],
  columns: readonly FactColumn[],
  { firstTouch, changedAt }: BacktestMap,
): ChangedLate[] {
  if (firstTouch === null) return [];
  const momentsOf = (column: string): number[] => {
    const cells = leads.map(({ fields }) => fields[column]!);
    const read =
      dateForm(
        cells.filter((cell) => cell.trim() !== ''),
        0.5,
      ) ?? Number;
    return cells.map((cell) => (cell.trim() === '' ? Number.NaN : read(cell)));
  };
  const touched = momentsOf(firstTouch);
  return columns.flatMap(({ field, from }) => {
    const when = changedAt.get(from);
    if (when === undefined) return [];
    return [
      {
        field,
        tally: {
          hits: momentsOf(when).filter((moment, at) => moment > touched[at]!).length,
          of: leads.length,
        },
      },
    ];
  });
}

const NEWEST = 0.1;
const FAR_LESS = 0.7;

/** Ends that come late make the newest leads look worse than they are. */
function youngLeads(rows: readonly Seen[]): string[] {
  const cut = Math.floor(rows.length * (1 - NEWEST));
  const tally = (some: readonly Seen[]): Tally => ({
    hits: some.filter(({ won }) => won).length,
    of: some.length,
  });
  const [before, newest] = [tally(rows.slice(0, cut)), tally(rows.slice(cut))];
  if (wilson(newest).high >= FAR_LESS * (before.hits / before.of)) return [];
  const percent = ({ hits, of }: Tally) => `${((100 * hits) / of).toFixed(1)} %`;
  return [
    `Of the newest tenth ${percent(newest)} are won, of those before ${percent(before)}: perhaps not all of their ends are known yet. Leave young leads out of the file to be sure.`,
  ];
}
