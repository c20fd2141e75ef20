import { attributeNames, metricNames, spanNames } from '@baton/messaging';
import { telemetryRegistry } from './telemetry-registry.js';

const registry = telemetryRegistry();
const names = (entries: readonly { name: string }[]) => entries.map(({ name }) => name).sort();

describe('the telemetry registry', () => {
  it('holds every name that the code may emit, and no other', () => {
    const spans = Object.values(spanNames).map((name) => (typeof name === 'string' ? name : name('{topic}')));
    expect(names(registry.spans)).toEqual(spans.sort());
    expect(names(registry.metrics)).toEqual(Object.values(metricNames).sort());
    expect(names(registry.attributes)).toEqual(Object.values(attributeNames).sort());
  });

  it('knows every attribute that it says something carries', () => {
    const known = new Set(names(registry.attributes));
    for (const { name, attributes } of [...registry.spans, ...registry.metrics]) {
      expect([name, attributes.filter((attribute) => !known.has(attribute))]).toEqual([name, []]);
    }
  });
});
