import { createHash } from 'node:crypto';
import { type AnyEventContract, modelPromoted, SCORING_MODEL_SUBJECT } from '@baton/contracts';
import { type JsonSchema, schemaFileName } from '../json-schemas.js';
import { fullestValue } from './fullest-value.js';
import { minimalValue } from './minimal-value.js';

/** A record as a producer of a released version may have sent it. */
export interface GoldenRecord {
  readonly says: string;
  readonly key: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly value: unknown;
}

/** The fullest and the barest record that a producer of this version may send. */
export function goldenRecordsOf(
  contract: AnyEventContract,
  schema: JsonSchema,
  version: string,
): GoldenRecord[] {
  const { topic, example } = contract;
  const key = topic === modelPromoted.topic ? SCORING_MODEL_SUBJECT : (example as { leadId: string }).leadId;
  const headers = (says: string, sequence: number) => ({
    ce_specversion: '1.0',
    ce_id: idOf(`${topic} ${version} ${says}`),
    ce_type: topic,
    ce_source: `/baton/${contract.owner}`,
    ce_time: '2026-03-02T09:30:00.000Z',
    ce_subject: key,
    ce_dataschema: `/schemas/${schemaFileName(contract)}`,
    ce_correlationid: CHAIN,
    ce_sequence: String(sequence),
    'content-type': 'application/json',
  });
  const caused = {
    ce_causationid: CHAIN,
    traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
  };
  return [
    {
      says: 'with everything that this version knows',
      key,
      headers: { ...headers('full', 1), ...caused },
      value: fullestValue(schema, example),
    },
    {
      says: 'with nothing but what this version demands',
      key,
      headers: headers('minimal', 2),
      value: minimalValue(schema, example),
    },
  ];
}

const CHAIN = '0198c0de-0000-7000-8000-000000000000';

/** A UUIDv7 of a fixed moment, the same for the same name. */
function idOf(name: string): string {
  const hash = createHash('sha256').update(name).digest('hex');
  return `0198c0de-0000-7${hash.slice(0, 3)}-8${hash.slice(3, 6)}-${hash.slice(6, 18)}`;
}
