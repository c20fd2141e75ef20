import { contractOf, contractsConsumedBy, eventCatalogue, type ServiceName } from '@baton/contracts';
import { readRecord } from '@baton/messaging';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import fc from 'fast-check';
import { jsonSchemaOf } from '../json-schemas.js';
import { instancesOf } from '../../test/instances-of.fixture.js';
import { compatibilityProblems, releasePlan } from './release-plan.js';
import { currentHashes, manifest, releasedContracts } from './released-contracts.js';

const released = releasedContracts();
const services: readonly ServiceName[] = ['ingest', 'scoring', 'routing', 'feedback', 'reporting'];
const bytes = (headers: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(headers).map(([name, text]) => [name, Buffer.from(text)]));

describe('what has been released', () => {
  it('never changes, and nothing is missing', () => {
    expect(currentHashes()).toEqual(manifest());
    expect(released.length).toBeGreaterThan(0);
  });

  it('includes every contract as it is now: npm run contracts:release keeps a change', () => {
    const { fresh, refusals } = releasePlan(released, eventCatalogue);
    expect({ unreleased: fresh.map(({ topic }) => topic), refusals }).toEqual({
      unreleased: [],
      refusals: [],
    });
  });

  it('still has its topic', () => {
    expect(released.filter(({ topic }) => !contractOf(topic)).map(({ topic }) => topic)).toEqual([]);
  });
});

describe.each(released.map((one) => [`${one.topic} ${one.version}`, one] as const))(
  '%s',
  (_name, version) => {
    const { topic, schema, golden } = version;
    const contract = contractOf(topic)!;
    const ajv = new Ajv2020({ strict: false });
    formats.default(ajv);
    const isOfThisVersion = ajv.compile(schema);

    it('can be read by today’s readers, and its readers get what they relied on, by the rules', () => {
      expect(compatibilityProblems(schema, jsonSchemaOf(contract))).toEqual([]);
    });

    it('can be read by today’s code, whatever a producer of it wrote', () => {
      fc.assert(
        fc.property(
          instancesOf(schema),
          (value) => isOfThisVersion(value) && contract.schema.safeParse(value).success,
        ),
        { seed: 20260302, numRuns: 100 },
      );
    });

    it('has golden records that are valid: one with everything, one with the least', () => {
      expect(
        golden.map(({ value }) => [isOfThisVersion(value), ajv.errorsText(isOfThisVersion.errors)]),
      ).toEqual([
        [true, 'No errors'],
        [true, 'No errors'],
      ]);
      const [full, minimal] = golden.map(({ value }) => Object.keys(value as object).sort());
      expect(full).toEqual(Object.keys(schema['properties'] as object).sort());
      expect(minimal).toEqual([...(schema['required'] as string[])].sort());
    });

    const readers = services.filter((service) => contractsConsumedBy(service).includes(contract));
    it(`has golden records that its readers decode, unknown fields or not: ${readers.join(', ') || 'strangers alone'}`, () => {
      for (const { key, headers, value } of golden) {
        for (const sent of [value, { ...(value as object), addedLater: { by: ['somebody'] } }]) {
          const event = readRecord(contract, 0, {
            offset: '0',
            key: Buffer.from(key),
            value: Buffer.from(JSON.stringify(sent)),
            headers: { ...bytes(headers), ce_addedlater: Buffer.from('x') },
          });
          expect(event).toMatchObject({ id: headers['ce_id'], subject: key, topic });
          expect(event.data).toEqual(value);
        }
      }
    });
  },
);
