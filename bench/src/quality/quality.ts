import { type Bench, type Figures, rounded } from '../bench.js';
import { type LeadSet, leadSets } from './lead-sets.js';
import { measureSet, type SetFigures } from './measure-set.js';

const QUICK_ROUNDS = 100;

/** How well learned points foretell what became of real leads, beside what others reach and Odoo's formula. */
export const quality: Bench = ({ quick, say, interrupted }) => {
  const measured = leadSets().map((set) => {
    interrupted.throwIfAborted();
    say(`${set.says}: ${set.rows.length} leads`);
    return { set, figures: measureSet(set.rows, quick ? QUICK_ROUNDS : undefined) };
  });
  const figures = Object.assign({}, ...measured.map(({ set, figures: each }) => namedFigures(set, each))) as Figures;
  const ratios = Object.assign(
    {},
    ...measured
      .filter(({ set }) => set.name !== 'noise')
      .map(({ set: { name }, figures: each }) => ({
        [`${name}.auc`]: rounded(each.auc / each.odooAuc),
        [`${name}.halfKeeps`]: rounded(each.halfKeeps / each.odooHalfKeeps),
      })),
  ) as Figures;
  return Promise.resolve({
    result: { name: 'quality', figures, ratios },
    table: [HEAD, ...measured.flatMap(({ set, figures: each }) => linesOf(set, each))].join('\n'),
  });
};

function namedFigures({ name }: LeadSet, { auc, halfKeeps, brier, ece, aucBetween, halfKeepsBetween, liftFound, ...odoo }: SetFigures): Figures {
  const four = (value: number) => Number(value.toFixed(4));
  if (name === 'noise') return { 'noise.auc': four(auc), 'noise.saysNoLift': liftFound ? 0 : 1 };
  return {
    [`${name}.auc`]: four(auc),
    [`${name}.aucLow`]: four(aucBetween.low),
    [`${name}.aucHigh`]: four(aucBetween.high),
    [`${name}.halfKeeps`]: four(halfKeeps),
    [`${name}.halfKeepsLow`]: four(halfKeepsBetween.low),
    [`${name}.halfKeepsHigh`]: four(halfKeepsBetween.high),
    [`${name}.brier`]: four(brier),
    [`${name}.ece`]: four(ece),
    ...Object.fromEntries(Object.entries(odoo).map(([figure, value]) => [`${name}.${figure}`, four(value)])),
  };
}

const HEAD = `${''.padEnd(34)}${'AUC'.padStart(8)}${'half keeps'.padStart(14)}${'Brier'.padStart(8)}${'ECE'.padStart(8)}`;

function linesOf({ says, reference }: LeadSet, figures: SetFigures): string[] {
  const { auc, aucBetween, halfKeeps, halfKeepsBetween, brier, ece, odooAuc, odooHalfKeeps, odooBrier, odooEce } = figures;
  return [
    '',
    says,
    line('  Baton’s points', auc, halfKeeps, brier, ece),
    `    between ${aucBetween.low.toFixed(3)} and ${aucBetween.high.toFixed(3)}; half keeps ${percent(halfKeepsBetween.low)} to ${percent(halfKeepsBetween.high)}`,
    ...(reference ? [line(`  ${reference.by} elsewhere`, reference.auc, reference.halfKeeps, null, reference.ece)] : []),
    line('  Odoo’s formula', odooAuc, odooHalfKeeps, odooBrier, odooEce),
    ...(figures.liftFound ? [] : ['  No lift found: keep your rules.']),
  ];
}

function line(title: string, auc: number, halfKeeps: number, brier: number | null, ece: number): string {
  const cells = [auc.toFixed(3).padStart(8), percent(halfKeeps).padStart(14), (brier?.toFixed(3) ?? '').padStart(8), ece.toFixed(3).padStart(8)];
  return title.padEnd(34) + cells.join('');
}

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
