import { type RejectionReasonCode, rejectionReasonCodes } from '@baton/contracts';
import { type Ending, labelOf } from './label.js';

const now = new Date('2026-06-01T00:00:00.000Z');
const at = new Date('2026-05-01T00:00:00.000Z');
const rejected = (...reasons: RejectionReasonCode[]): Ending['verdicts'][number] => ({ verdict: 'rejected', reasons, at });
const accepted: Ending['verdicts'][number] = { verdict: 'accepted', reasons: [], at };
const label = (verdicts: Ending['verdicts'], wonAt: Date | null = null, goal: 'accepted' | 'won' = 'accepted', days = 60) =>
  labelOf({ verdicts, wonAt }, goal, days, now);

/** Reason by reason, what each may move. */
const moves: Record<RejectionReasonCode, 'fit' | 'engagement' | null> = {
  NOT_ICP_INDUSTRY: 'fit',
  NOT_ICP_SIZE: 'fit',
  NOT_ICP_GEO: 'fit',
  NOT_DECISION_ROLE: 'fit',
  STUDENT_OR_JOBSEEKER: 'fit',
  VENDOR_OR_COMPETITOR: 'fit',
  PARTNER: 'fit',
  NO_NEED: 'engagement',
  NO_PROJECT: 'engagement',
  NO_BUDGET: 'engagement',
  BAD_TIMING: 'engagement',
  NOT_READY_RESEARCHING: 'engagement',
  BAD_CONTACT_DATA: null,
  SPAM_OR_BOT: null,
  DUPLICATE: null,
  EXISTING_CUSTOMER: null,
  ALREADY_IN_OPPORTUNITY: null,
  WRONG_OWNER: null,
  WRONG_TERRITORY: null,
  OVER_CAPACITY: null,
  UNRESPONSIVE_AFTER_N: null,
  MISSING_CONTEXT: null,
  OTHER: null,
};

describe('what a rejection teaches', () => {
  it.each(rejectionReasonCodes)('%s', (reason) => {
    expect(label([rejected(reason)])).toEqual(moves[reason] === null ? null : { won: false, teaches: moves[reason] });
  });

  it('is what its main reason teaches', () => {
    expect(label([rejected('DUPLICATE', 'NOT_ICP_SIZE')])).toBeNull();
    expect(label([rejected('NO_BUDGET', 'NOT_ICP_SIZE')])).toEqual({ won: false, teaches: 'engagement' });
  });

  it('is what the last owner said of it, where an earlier one only passed it on', () => {
    expect(label([rejected('WRONG_OWNER'), rejected('NOT_ICP_GEO')])).toEqual({ won: false, teaches: 'fit' });
    expect(label([rejected('NOT_ICP_GEO'), rejected('OVER_CAPACITY')])).toEqual({ won: false, teaches: 'fit' });
    expect(label([rejected('WRONG_TERRITORY'), accepted])).toEqual({ won: true });
  });
});

describe('what an ending teaches', () => {
  it('is a win where somebody bought, whatever was said', () => {
    expect(label([rejected('NO_NEED')], now)).toEqual({ won: true });
    expect(label([], now, 'won')).toEqual({ won: true });
  });

  it('is nothing yet where nobody has said anything', () => {
    expect(label([])).toBeNull();
  });

  it('waits, for wins, until a lead that sales took has had its time', () => {
    expect(label([accepted], null, 'won', 60)).toBeNull();
    expect(label([accepted], null, 'won', 31)).toEqual({ won: false });
    expect(label([accepted])).toEqual({ won: true });
  });
});
