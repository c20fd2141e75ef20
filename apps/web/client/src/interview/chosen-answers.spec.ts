import { answeredCount, isChosen, noAnswers, toggled } from './chosen-answers.js';

describe('what a rep chose', () => {
  it('is taken back by choosing it once more, however it is written', () => {
    const once = toggled(noAnswers, 'industry', ' Logistics ');
    expect(once.industry).toEqual(['Logistics']);
    expect(isChosen(once, 'industry', 'logistics')).toBe(true);
    expect(toggled(once, 'industry', 'LOGISTICS')).toEqual(noAnswers);
  });

  it('is counted by questions, without the free line', () => {
    const answers = toggled(toggled(noAnswers, 'ready', 'demo-request'), 'ready', 'trial');
    expect(answeredCount({ ...answers, note: 'docks' })).toBe(1);
  });
});
