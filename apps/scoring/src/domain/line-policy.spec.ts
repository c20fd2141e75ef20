import fc from 'fast-check';
import { type Candidate, cutFor, type LinePolicy, roomLeft, SENDS_ALL } from './line-policy.js';

const byPoints = (score: number): Candidate => ({ score, sendable: 'by points' });
const leads = Array.from({ length: 1_000 }, (_, score) => byPoints(score));
const share = (value: number, sampleShare = 0): LinePolicy => ({ kind: 'share', share: value, sampleShare });
const sentBy = (cut: number, among: readonly Candidate[]) =>
  among.filter(({ score, sendable }) => sendable === 'always' || (sendable === 'by points' && score >= cut)).length;

describe('the line', () => {
  it('lies where the share of the newest leads is sent, the sample included', () => {
    expect(cutFor(share(0.5), { leads, leadsPerWeek: 100 })).toBe(500);
    // 490 by points and a fiftieth of the other 510 are half of them.
    expect(sentBy(cutFor(share(0.5, 0.02), { leads, leadsPerWeek: 100 })!, leads)).toBe(490);
    expect(cutFor(share(1), { leads, leadsPerWeek: 100 })).toBe(SENDS_ALL);
  });

  it('follows capacity by how many leads come', () => {
    const capacity: LinePolicy = { kind: 'capacity', perWeek: 25, sampleShare: 0 };
    expect(sentBy(cutFor(capacity, { leads, leadsPerWeek: 100 })!, leads)).toBe(250);
    expect(cutFor(capacity, { leads, leadsPerWeek: 20 })).toBe(SENDS_ALL);
  });

  it('counts those who skip it and those who are never sent', () => {
    const mixed = leads.map((lead, at): Candidate => ({ ...lead, sendable: at % 10 === 0 ? 'always' : at % 10 === 1 ? 'never' : 'by points' }));
    expect(sentBy(cutFor(share(0.4), { leads: mixed, leadsPerWeek: 1 })!, mixed)).toBe(400);
    expect(sentBy(cutFor(share(0.05), { leads: mixed, leadsPerWeek: 1 })!, mixed)).toBe(100);
  });

  it('says nothing where the points table does, or where too few leads came', () => {
    expect(cutFor({ kind: 'points', sampleShare: 0.02 }, { leads, leadsPerWeek: 1 })).toBeNull();
    expect(cutFor(share(0.5), { leads: leads.slice(0, 29), leadsPerWeek: 1 })).toBeNull();
    expect(cutFor(share(1), { leads: [], leadsPerWeek: 0 })).toBe(SENDS_ALL);
    expect(cutFor({ kind: 'capacity', perWeek: 5, sampleShare: 0 }, { leads: [], leadsPerWeek: 0 })).toBe(SENDS_ALL);
  });

  it('holds the volume whatever becomes of the scores, as near as equal scores allow', () => {
    const scores = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 30, maxLength: 300 });
    fc.assert(
      fc.property(scores, fc.double({ min: 0.01, max: 0.99, noNaN: true }), fc.integer({ min: -500, max: 500 }), (given, wanted, drift) => {
        const drifted = given.map((score) => byPoints(score + drift));
        const cut = cutFor(share(wanted), { leads: drifted, leadsPerWeek: 1 })!;
        const ties = Math.max(...given.map((score) => given.filter((other) => other === score).length));
        expect(Math.abs(sentBy(cut, drifted) - wanted * given.length)).toBeLessThanOrEqual(Math.max(0.5, ties / 2) + 0.5);
        expect(cut).toBe(cutFor(share(wanted), { leads: given.map(byPoints), leadsPerWeek: 1 })! + drift);
      }),
    );
  });
});

describe('the room that is left under a line', () => {
  it('is what it would have sent and has not', () => {
    expect(roomLeft(share(0.5), { leads: 400, sent: 150 }, 4)).toBe(50);
    expect(roomLeft(share(0.5), { leads: 400, sent: 300 }, 4)).toBe(0);
    expect(roomLeft({ kind: 'capacity', perWeek: 60, sampleShare: 0 }, { leads: 400, sent: 150 }, 4)).toBe(90);
    expect(roomLeft({ kind: 'capacity', perWeek: 600, sampleShare: 0 }, { leads: 400, sent: 150 }, 4)).toBe(250);
    expect(roomLeft({ kind: 'points', sampleShare: 0 }, { leads: 400, sent: 400 }, 4)).toBeNull();
  });
});
