import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ORIGIN } from './domain/event.fixture.js';
import { hearEvent } from './domain/hear-event.js';
import { plainJson } from './domain/providers/plain-json.js';
import type { ProviderEvent } from './domain/providers/provider.js';
import { kept, SOURCE } from './domain/providers/signing.fixture.js';
import { fieldMap } from './http/field-map.schema.js';

const guide = readFileSync(join(process.cwd(), 'docs/guide/field-maps.md'), 'utf8');

/** In each section: what is posted, by which map it is read, what it becomes. */
const examples = guide.split(/^## /m).flatMap((section): Array<[string, unknown, unknown, object]> => {
  const [body, map, becomes] = [...section.matchAll(/^```json\n(.*?)^```/gms)].map(
    ([, json = '']) => JSON.parse(json) as object,
  );
  return becomes === undefined ? [] : [[section.split('\n', 1)[0] as string, body, map, becomes]];
});

function told(event: ProviderEvent): object {
  if (event.kind !== 'lead') return event;
  const heard = hearEvent(null, event, ORIGIN, () => ORIGIN.deliveryId);
  if (heard.kind !== 'heard') return heard;
  const { occurredAt } = event;
  return { occurredAt: occurredAt?.toISOString(), ...heard.announcements[0]?.data };
}

describe('the guide to field maps', () => {
  it('has examples', () => expect(examples.length).toBeGreaterThanOrEqual(3));

  it.each(examples)('tells what is so: %s', (_title, body, map, becomes) => {
    const reading = plainJson.read(kept(body), { ...SOURCE, fieldMap: fieldMap.parse(map) });
    expect(reading).toMatchObject({ ok: true });
    if (reading.ok) expect(told(reading.events[0]!)).toMatchObject(becomes);
  });
});
