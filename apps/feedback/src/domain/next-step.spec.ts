import { handedLead } from './handed-lead.fixture.js';
import { nextStep } from './next-step.js';

describe('the next step', () => {
  it('is the earliest clock that runs', () => {
    const lead = handedLead();
    expect(nextStep(lead)).toEqual({ who: 'Maya Okafor', does: 'respond', by: lead.respondBy });
    expect(nextStep({ ...lead, attempts: 1 })).toMatchObject({ does: 'decide', by: lead.decideBy });
    expect(nextStep({ ...lead, decideBy: new Date('2026-03-02T12:30:00Z') })).toMatchObject({
      does: 'decide',
    });
  });

  it('of an accepted lead is the first call, and then nothing is timed', () => {
    expect(nextStep(handedLead({ state: 'accepted' }))).toMatchObject({ does: 'respond' });
    expect(nextStep(handedLead({ state: 'accepted', attempts: 1 }))).toBeNull();
  });

  it('of a rejected lead is none', () => {
    expect(nextStep(handedLead({ state: 'rejected' }))).toBeNull();
  });
});
