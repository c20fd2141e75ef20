import type { AnyEventContract } from '@baton/contracts';
import { type JsonSchema, schemaFileName } from '../json-schemas.js';
import { minimalValue } from './minimal-value.js';
import type { GoldenRecords } from './released-contracts.js';

/** The fullest and the barest record that a producer of this version may write. */
export function goldenRecordsOf(contract: AnyEventContract, schema: JsonSchema): GoldenRecords {
  const subject = (contract.example as { leadId?: string }).leadId ?? contract.topic;
  return {
    headers: {
      ce_specversion: '1.0',
      ce_id: '0198c0de-0000-7000-8000-000000000001',
      ce_type: contract.topic,
      ce_source: `/baton/${contract.owner}`,
      ce_time: '2026-03-02T09:30:00.000Z',
      ce_subject: subject,
      ce_dataschema: `/schemas/${schemaFileName(contract)}`,
      ce_correlationid: '0198c0de-0000-7000-8000-000000000000',
      ce_sequence: '1',
      'content-type': 'application/json',
    },
    full: contract.example,
    minimal: minimalValue(schema, contract.example),
  };
}
