import { type AnyEventContract, leadAccepted } from '@baton/contracts';
import { z } from 'zod';
import { releasePlan } from './release-plan.js';
import type { ReleasedContract } from './released-contracts.js';

const noted = (schema: z.ZodType, example: object): AnyEventContract => ({
  ...leadAccepted,
  topic: 'lead.noted',
  schema,
  example,
});
const shape = z.object({ leadId: z.uuid(), note: z.string().optional() });
const example = { leadId: leadAccepted.example.leadId };
const release = (released: readonly ReleasedContract[], schema: z.ZodType, sample: object = example) => {
  const plan = releasePlan(released, [noted(schema, sample)]);
  return { ...plan, all: [...released, ...plan.fresh] };
};
const versions = ({ fresh }: { fresh: readonly ReleasedContract[] }) => fresh.map(({ version }) => version);

describe('a release', () => {
  const first = release([], shape);

  it('begins with v1.0, with the fullest and the barest record', () => {
    expect(versions(first)).toEqual(['v1.0']);
    expect(first.fresh[0]!.golden.map(({ value }) => value)).toEqual([
      { ...example, note: 'Some note' },
      example,
    ]);
  });

  it('is none where nothing has changed but words', () => {
    const reworded = shape.extend({ note: z.string().describe('What was noted.').optional() });
    expect(versions(release(first.all, reworded, { ...example, note: 'Another example' }))).toEqual([]);
  });

  it('counts up for an addition', () => {
    const second = release(first.all, shape.extend({ by: z.string().optional() }));
    expect(versions(second)).toEqual(['v1.1']);
    expect(
      versions(release(second.all, shape.extend({ by: z.string().optional(), at: z.string().optional() }))),
    ).toEqual(['v1.2']);
  });

  it('is refused for a change that somebody could not follow, and says which', () => {
    const demanding = release(first.all, shape.required({ note: true }));
    expect([versions(demanding), demanding.refusals]).toEqual([
      [],
      ['lead.noted, against v1.0: /note may be missing, and the reader demands it now'],
    ]);
    expect(release(first.all, shape.omit({ note: true })).refusals).toEqual([
      'lead.noted, against v1.0: /note is gone',
    ]);
  });

  it('is held against every version, not the last alone', () => {
    const withNumber = release(first.all, shape.extend({ by: z.string().optional() })).all;
    // Somebody took a field away by hand, and now its name comes back with another meaning.
    const forgotten = withNumber.map((one) =>
      one.version === 'v1.1' ? { ...one, schema: first.all[0]!.schema } : one,
    );
    const original = withNumber.at(-1)!;
    const history = [
      { ...original, version: 'v1.0' },
      { ...forgotten[0]!, version: 'v1.1' },
    ];
    expect(release(history, shape.extend({ by: z.number().optional() })).refusals).toContain(
      'lead.noted, against v1.0: /by may have been string and must be number now',
    );
  });
});
