import { contractOf, contractsConsumedBy, eventCatalogue, type ServiceName } from '@baton/contracts';
import { readRecord } from '@baton/messaging';
import fc from 'fast-check';
import { jsonSchemaOf } from '../json-schemas.js';
import { instancesOf } from './instances-of.fixture.js';
import { readerProblems } from './reader-problems.js';
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
    const unreleased = eventCatalogue.filter(
      (contract) =>
        JSON.stringify(released.filter(({ topic }) => topic === contract.topic).at(-1)?.schema) !==
        JSON.stringify(jsonSchemaOf(contract)),
    );
    expect(unreleased.map(({ topic }) => topic)).toEqual([]);
  });

  it('still has its topic', () => {
    expect(released.filter(({ topic }) => !contractOf(topic)).map(({ topic }) => topic)).toEqual([]);
  });
});

describe.each(released.map((one) => [`${one.topic} ${one.version}`, one] as const))('%s', (_name, { topic, schema, golden }) => {
  const contract = contractOf(topic)!;

  it('can be read by today’s schema, by the rules', () => {
    expect(readerProblems(schema, jsonSchemaOf(contract))).toEqual([]);
  });

  it('can be read by today’s code, whatever a producer of it wrote', () => {
    fc.assert(
      fc.property(instancesOf(schema), (value) => contract.schema.safeParse(value).success),
      { seed: 20260302, numRuns: 100 },
    );
  });

  const readers = services.filter((service) => contractsConsumedBy(service).includes(contract));
  it.each(readers)('has golden records that %s reads, unknown fields or not', (service) => {
    const mine = contractsConsumedBy(service).find((one) => one.topic === topic)!;
    const extended = { ...(golden.full as object), addedLater: { by: ['somebody'] } };
    for (const [value, wanted] of [[golden.full, golden.full], [golden.minimal, golden.minimal], [extended, golden.full]]) {
      const record = {
        offset: '0',
        key: Buffer.from(golden.headers['ce_subject']!),
        value: Buffer.from(JSON.stringify(value)),
        headers: { ...bytes(golden.headers), ce_addedlater: Buffer.from('x') },
      };
      const event = readRecord(mine, 0, record);
      expect(event).toMatchObject({ id: golden.headers['ce_id'], sequence: 1, topic });
      expect(event.data).toMatchObject(wanted as object);
    }
  });
});
