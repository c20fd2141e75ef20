import type { CurvePoint, Judgement } from '@baton/learning';

const WIDTH = 720;
const HEIGHT = 520;
const LEFT = 64;
const TOP = 64;
const SIDE = 400;
const TICKS = [0, 0.25, 0.5, 0.75, 1];

/** Share sent against wins kept, with the interval as a band, as a picture that stands for itself: readable aloud, too. */
export function curveSvg({ curve, auc, leads, verdict }: Judgement, title: string): string {
  const zero = { share: 0, winsKept: { value: 0, low: 0, high: 0 } };
  const points: readonly Pick<CurvePoint, 'share' | 'winsKept'>[] = [zero, ...curve];
  const line = points.map(({ share, winsKept }) => at(share, winsKept.value)).join(' ');
  const band = [
    ...points.map(({ share, winsKept }) => at(share, winsKept.high)),
    ...points.toReversed().map(({ share, winsKept }) => at(share, winsKept.low)),
  ].join(' ');
  const half = curve.find(({ share }) => share === 0.5)!.winsKept;
  const [halfX, halfY] = [x(0.5), y(half.value)];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-labelledby="title desc">
<title id="title">Share of leads sent against wins kept: ${escaped(title)}</title>
<desc id="desc">${escaped(descriptionOf(curve))} ${escaped(verdict.says)}</desc>
<style>
  svg { background: #fff; font: 14px system-ui, sans-serif; }
  text { fill: #1a1a1a; } .quiet { fill: #555; } .head { font-weight: 600; font-size: 16px; }
  .grid { stroke: #ddd; } .chance { stroke: #767676; stroke-dasharray: 6 4; }
  .band { fill: #0b5cad; fill-opacity: .18; } .line { fill: none; stroke: #0b5cad; stroke-width: 2.5; } .dot { fill: #0b5cad; }
  @media (prefers-color-scheme: dark) {
    svg { background: #15181c; } text { fill: #eee; } .quiet { fill: #aab; } .grid { stroke: #333a42; }
    .chance { stroke: #99a; } .band { fill: #7ab8f5; } .line { stroke: #7ab8f5; } .dot { fill: #7ab8f5; }
  }
</style>
<text class="head" x="${LEFT}" y="26">${escaped(title)}</text>
<text class="quiet" x="${LEFT}" y="46">Judged on ${leads} leads that nothing was learned from; AUC ${auc.value.toFixed(3)} (${auc.low.toFixed(3)} to ${auc.high.toFixed(3)})</text>
${TICKS.map(tick).join('\n')}
<text x="${LEFT + SIDE / 2}" y="${TOP + SIDE + 44}" text-anchor="middle">Share of leads sent</text>
<text x="18" y="${TOP + SIDE / 2}" text-anchor="middle" transform="rotate(-90 18 ${TOP + SIDE / 2})">Share of wins kept</text>
<polygon class="band" points="${band}"/>
<line class="chance" x1="${x(0)}" y1="${y(0)}" x2="${x(1)}" y2="${y(1)}"/>
<polyline class="line" points="${line}"/>
<circle class="dot" cx="${halfX}" cy="${halfY}" r="5"/>
<text x="${LEFT + SIDE + 16}" y="${halfY}">Half sent keeps ${percent(half.value)}</text>
<text class="quiet" x="${LEFT + SIDE + 16}" y="${halfY + 20}">95 %: ${percent(half.low)} to ${percent(half.high)}</text>
<line class="grid" x1="${halfX + 8}" y1="${halfY}" x2="${LEFT + SIDE + 10}" y2="${halfY - 4}"/>
<text class="quiet" x="${x(0.62)}" y="${y(0.44)}">sent by chance</text>
</svg>
`;
}

function tick(share: number): string {
  return [
    `<line class="grid" x1="${x(share)}" y1="${y(0)}" x2="${x(share)}" y2="${y(1)}"/>`,
    `<line class="grid" x1="${x(0)}" y1="${y(share)}" x2="${x(1)}" y2="${y(share)}"/>`,
    `<text class="quiet" x="${x(share)}" y="${TOP + SIDE + 20}" text-anchor="middle">${share * 100} %</text>`,
    `<text class="quiet" x="${LEFT - 8}" y="${y(share) + 5}" text-anchor="end">${share * 100} %</text>`,
  ].join('\n');
}

function descriptionOf(curve: readonly CurvePoint[]): string {
  const told = curve.filter(({ share }) => TICKS.includes(share) && share < 1);
  return told
    .map(
      ({ share, winsKept }) =>
        `${share * 100} % sent keeps ${percent(winsKept.value)} of the wins (${percent(winsKept.low)} to ${percent(winsKept.high)}).`,
    )
    .join(' ');
}

const x = (share: number): number => round(LEFT + share * SIDE);
const y = (share: number): number => round(TOP + (1 - share) * SIDE);
const at = (share: number, kept: number): string => `${x(share)},${y(kept)}`;
const round = (pixels: number): number => Math.round(pixels * 10) / 10;
const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
const SIGNS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
// XML knows no control characters, not even escaped ones.
const escaped = (text: string): string =>
  text.replace(/\p{Cc}/gu, ' ').replace(/[&<>"]/g, (sign) => SIGNS[sign]!);
