import { nextStepInWords } from './next-step.js';

const now = new Date('2026-03-02T09:20:00.000Z');
const place = { locale: 'en-GB', timeZone: 'UTC' };
const step = (by: string, does: 'respond' | 'decide' = 'decide') => ({ who: 'Maya Okafor', does, by });

describe('the next step', () => {
  it('names who, by when, and how long that is', () => {
    expect(nextStepInWords(step('2026-03-02T11:30:00.000Z'), now, place)).toEqual({
      says: 'Maya decides by 11:30',
      left: '2 h 10 min left',
      urgency: 'fine',
    });
    expect(nextStepInWords(step('2026-03-03T11:30:00.000Z', 'respond'), now, place)).toEqual({
      says: 'Maya responds by Tue 11:30',
      left: '1 day 2 h left',
      urgency: 'fine',
    });
  });

  it('stands out when it is near, and when it is past', () => {
    expect(nextStepInWords(step('2026-03-02T09:45:30.000Z'), now, place)).toMatchObject({
      left: '25 min left',
      urgency: 'soon',
    });
    expect(nextStepInWords(step('2026-03-02T08:55:00.000Z'), now, place)).toEqual({
      says: 'Maya was to decide by 08:55',
      left: '25 min late',
      urgency: 'late',
    });
  });
});
