import { planTraffic } from './plan-traffic.js';

const NOW = new Date('2026-03-02T09:30:00.000Z');

describe('the sample traffic', () => {
  const plan = planTraffic(7, NOW);

  it('is the same for the same seed and time', () => {
    expect(planTraffic(7, NOW)).toEqual(plan);
  });

  it('is about 150 deliveries by four platforms', () => {
    expect(plan.length).toBeGreaterThanOrEqual(130);
    expect(plan.length).toBeLessThanOrEqual(170);
    expect(new Set(plan.map(({ provider }) => provider)).size).toBe(4);
  });

  it('holds exactly one delivery that is sent twice, byte for byte', () => {
    const byId = Map.groupBy(plan, ({ provider, id }) => `${provider} ${id}`);
    const repeated = [...byId.values()].filter((same) => same.length > 1);
    expect(repeated).toHaveLength(1);
    expect(repeated[0]).toHaveLength(2);
    expect(repeated[0]![0]!.body).toBe(repeated[0]![1]!.body);
  });

  it('holds exactly one that cannot be read', () => {
    const isJson = (text: string) => {
      try {
        return Boolean(JSON.parse(text));
      } catch {
        return false;
      }
    };
    expect(plan.filter(({ body }) => !isJson(body))).toHaveLength(1);
  });

  it('names nobody outside the reserved domains', () => {
    const addresses = plan.flatMap(({ body }) => body.match(/[^\s"@]+@[^\s"@]+/g) ?? []);
    expect(addresses.length).toBeGreaterThan(plan.length / 3);
    for (const address of addresses) expect(address).toMatch(/\.example$/);
  });
});
