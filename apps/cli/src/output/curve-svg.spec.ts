import { judgeOnNewest } from '@baton/learning';
import { curveSvg } from './curve-svg.js';

const leads = Array.from({ length: 200 }, (_, at) => ({
  score: at % 50,
  won: (at * 7) % 100 < 20 + (at % 50),
}));
const svg = curveSvg(judgeOnNewest(leads, { intercept: -1, perPoint: 0.03 })!, 'leads <of "A" & B>.csv');

describe('the curve as a picture', () => {
  it('says in words what it shows', () => {
    expect(svg).toMatch(/^<svg [^>]*role="img" aria-labelledby="title desc">\n<title id="title">/);
    expect(svg).toMatch(
      /<desc id="desc">25 % sent keeps [\d.]+ % of the wins \([\d.]+ % to [\d.]+ %\)\. 50 % sent/,
    );
    expect(svg).toContain('Half sent keeps');
  });

  it('takes the file name for text', () => {
    expect(svg).toContain('leads &lt;of &quot;A&quot; &amp; B&gt;.csv');
  });

  it('draws the interval around the line, from nothing sent to all', () => {
    const band = /class="band" points="([^"]+)"/.exec(svg)![1]!.split(' ');
    const line = /class="line" points="([^"]+)"/.exec(svg)![1]!.split(' ');
    expect([line.length, band.length]).toEqual([21, 42]);
    expect([line[0], line.at(-1)]).toEqual(['64,464', '464,64']);
  });
});
