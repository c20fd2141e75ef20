import { readFileSync } from 'node:fs';
import { join } from 'node:path';
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

  it('has every metric that the page for operators asks for, under the name that Prometheus gives it', () => {
    const page = join(import.meta.dirname, '..', '..', '..', 'docs', 'operations', 'metrics-and-traces.md');
    const given = new Set(
      registry.metrics.flatMap(({ name, instrument }) => {
        const flat = name.replaceAll('.', '_');
        if (instrument === 'histogram') return ['_bucket', '_sum', '_count'].map((suffix) => flat + suffix);
        return [instrument === 'counter' ? `${flat}_total` : flat];
      }),
    );
    const labels = new Set(registry.attributes.map(({ name }) => name.replaceAll('.', '_')));
    const asked = [...readFileSync(page, 'utf8').matchAll(/\b(?:baton|http|messaging)_\w+/g)].map(([word]) => word);
    expect(asked.length).toBeGreaterThan(5);
    expect(asked.filter((word) => !given.has(word) && !labels.has(word))).toEqual([]);
  });

  it('knows every attribute that it says something carries', () => {
    const known = new Set(names(registry.attributes));
    for (const { name, attributes } of [...registry.spans, ...registry.metrics]) {
      expect([name, attributes.filter((attribute) => !known.has(attribute))]).toEqual([name, []]);
    }
  });
});
