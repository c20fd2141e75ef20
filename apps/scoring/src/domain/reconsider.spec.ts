import type { Decision } from './decide.js';
import { reconsider, type Standing } from './reconsider.js';

const qualified: Decision = { kind: 'qualified', reasons: ['x'] };
const held = (...codes: ('BELOW_LINE' | 'EXCLUDED')[]): Decision => ({
  kind: 'held',
  reasons: codes.map((code) => ({ code, says: code, wouldChange: code })),
});
const nothing: Standing = { decision: null, holdCodes: [], decidedWith: null };
const heldBelow: Standing = { decision: 'held', holdCodes: ['BELOW_LINE'], decidedWith: 1 };

describe('reconsidering a lead', () => {
  it('says the first decision, whatever it is', () => {
    expect(reconsider(nothing, qualified, 1)).toBe('qualify');
    expect(reconsider(nothing, held('BELOW_LINE'), 1)).toBe('hold');
  });
  it('sends a held lead once it is worth it', () => {
    expect(reconsider(heldBelow, qualified, 1)).toBe('qualify');
  });
  it('repeats a hold only for other reasons or by another table', () => {
    expect(reconsider(heldBelow, held('BELOW_LINE'), 1)).toBe('score');
    expect(reconsider(heldBelow, held('EXCLUDED'), 1)).toBe('hold');
    expect(reconsider(heldBelow, held('EXCLUDED', 'BELOW_LINE'), 1)).toBe('hold');
    expect(reconsider(heldBelow, held('BELOW_LINE'), 2)).toBe('hold');
  });
  it('never takes back what sales has, nor sends it twice', () => {
    const sent: Standing = { decision: 'qualified', holdCodes: [], decidedWith: 1 };
    expect(reconsider(sent, qualified, 2)).toBe('score');
    expect(reconsider(sent, held('EXCLUDED'), 2)).toBe('score');
  });
});
