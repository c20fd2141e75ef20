import { generateLeads } from './generate-leads.js';

describe('generated leads', () => {
  const leads = generateLeads(7, 1_000);

  it('are the same for the same seed, and others for another', () => {
    expect(generateLeads(7, 1_000)).toEqual(leads);
    expect(generateLeads(8, 10)).not.toEqual(leads.slice(0, 10));
  });

  it('begin with the shorter list', () => {
    expect(generateLeads(7, 20)).toEqual(leads.slice(0, 20));
  });

  it('have an address of their own that can be typed, under a domain that is reserved', () => {
    const addresses = leads.map(({ person }) => person.email);
    expect(new Set(addresses).size).toBe(leads.length);
    for (const address of addresses) expect(address).toMatch(/^[a-z]+\.[a-z]+\d*@[a-z0-9-]+\.example$/);
  });

  it('are of every kind, none of them rare', () => {
    const kinds = Map.groupBy(leads, ({ kind }) => kind);
    expect([...kinds.keys()].sort()).toEqual(['address-only', 'decider', 'practitioner', 'small-firm', 'student']);
    for (const [, each] of kinds) expect(each.length).toBeGreaterThan(80);
  });

  it('come back in the order of time, some of them', () => {
    for (const { visits } of leads) {
      const times = visits.map(({ minutesBefore }) => minutesBefore);
      expect(times).toEqual([...times].sort((one, other) => other - one));
      expect(Math.min(...times)).toBeGreaterThan(0);
    }
    expect(leads.filter(({ visits }) => visits.length > 1).length).toBeGreaterThan(200);
  });

  it('say who they are by the end, unless all they left is an address', () => {
    for (const { kind, visits } of leads) {
      expect(visits.at(-1)?.saysWho).toBe(kind !== 'address-only' || visits.length > 1);
    }
  });
});
