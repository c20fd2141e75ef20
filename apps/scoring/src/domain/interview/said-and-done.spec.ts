import { type SaidAndDone, saidAndDone, type SentLead } from './said-and-done.js';
import type { Statement } from './statements.js';

const directors: Statement = {
  id: 'seniority-director',
  question: 'seniority',
  says: 'is a director or head of something',
  dimension: 'fit',
  wanted: true,
  when: { field: 'person.seniority', op: 'is', value: 'director' },
  saidBy: ['Ada'],
  unsaidBy: [],
};
const leads = (seniority: string, accepted: number, rejected: number, teaches?: 'fit' | 'engagement'): SentLead[] => [
  ...Array.from({ length: accepted }, (): SentLead => ({
    features: { 'person.seniority': seniority },
    label: { won: true },
    won: false,
  })),
  ...Array.from({ length: rejected }, (): SentLead => ({
    features: { 'person.seniority': seniority },
    label: { won: false, ...(teaches && { teaches }) },
    won: false,
  })),
];
const compared = (sent: SentLead[], statement = directors): SaidAndDone => saidAndDone(statement, sent)!;

describe('what sales said, beside what it did', () => {
  it('says nothing of few leads', () => {
    expect(compared([...leads('director', 3, 2), ...leads('manager', 50, 50)])).toMatchObject({
      verdict: 'too few',
      says: '3 of 5: too few to act',
    });
    expect(compared([...leads('director', 80, 20), ...leads('manager', 3, 2)])).toMatchObject({
      verdict: 'too few',
      says: 'of the others 3 of 5: too few to act',
    });
  });

  it('is borne out only where the two rates lie apart beyond doubt', () => {
    expect(compared([...leads('director', 80, 20), ...leads('manager', 30, 70)])).toMatchObject({
      verdict: 'as said',
      says: 'sales takes 80 % of these and 30 % of the others, as it said',
    });
    expect(compared([...leads('director', 30, 20), ...leads('manager', 50, 50)]).verdict).toBe('open');
    expect(compared([...leads('director', 20, 80), ...leads('manager', 70, 30)]).verdict).toBe('otherwise');
  });

  it('expects the opposite of what sales rejects', () => {
    const sent = [...leads('director', 20, 80), ...leads('manager', 70, 30)];
    expect(compared(sent, { ...directors, wanted: false }).verdict).toBe('as said');
  });

  it('hears only rejections that are about it', () => {
    const sent = [...leads('director', 40, 60, 'engagement'), ...leads('manager', 40, 60, 'fit')];
    expect(compared(sent).accepted).toMatchObject({ hits: 40, of: 40 });
    expect(compared(sent).othersAccepted).toMatchObject({ hits: 40, of: 100 });
  });

  it('counts what was sent, and of what was taken what was won', () => {
    const sent: SentLead[] = [
      { features: { 'person.seniority': 'director' }, label: { won: true }, won: true },
      { features: { 'person.seniority': 'director' }, label: null, won: false },
      ...leads('director', 1, 0),
    ];
    expect(compared(sent)).toMatchObject({ sent: 3, accepted: { hits: 2, of: 2 }, won: { hits: 1, of: 2 } });
  });

  it('is not asked where nothing in a lead tells', () => {
    expect(saidAndDone({ ...directors, when: null }, leads('director', 1, 1))).toBeNull();
  });
});
