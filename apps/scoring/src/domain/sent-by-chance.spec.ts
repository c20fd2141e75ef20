import { v7 as newId } from 'uuid';
import { sentByChance } from './sent-by-chance.js';

const leads = Array.from({ length: 20_000 }, (_, at) => newId({ msecs: 1_772_000_000_000 + at, seq: 0, random: new Uint8Array(16).fill(at % 251) }));

describe('the random sample', () => {
  it('is as large as it should be', () => {
    const sent = leads.filter((leadId) => sentByChance(leadId, 0.02)).length;
    // Four standard deviations of a binomial with 20,000 draws.
    expect(Math.abs(sent - 400)).toBeLessThan(80);
  });

  it('stays the same for a lead, and only grows with the share', () => {
    for (const leadId of leads.slice(0, 500)) {
      expect(sentByChance(leadId, 0)).toBe(false);
      expect(sentByChance(leadId, 1)).toBe(true);
      if (sentByChance(leadId, 0.1)) expect(sentByChance(leadId, 0.2)).toBe(true);
    }
  });
});
