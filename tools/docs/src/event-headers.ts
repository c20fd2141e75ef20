import type { JsonSchema } from './json-schemas.js';

export interface EventHeader {
  readonly name: string;
  /** In Markdown. */
  readonly says: string;
  readonly always: boolean;
  readonly schema: JsonSchema;
}

const text = { type: 'string' };
const header = (name: string, says: string, schema: JsonSchema = text): EventHeader => ({
  name,
  says,
  schema,
  always: true,
});
const sometimes = (name: string, says: string, schema: JsonSchema = text): EventHeader => ({
  name,
  says,
  schema,
  always: false,
});

/** The headers of every event: CloudEvents 1.0 in Kafka's binary mode. */
export const eventHeaders: readonly EventHeader[] = [
  header('ce_id', 'UUIDv7, the identity of the event: a repeat has the same. Drop what you have seen.', {
    type: 'string',
    format: 'uuid',
  }),
  header('ce_type', 'The topic.'),
  header('ce_source', '`/baton/<service>`, the owner.', { type: 'string', pattern: '^/baton/[a-z]+$' }),
  header('ce_time', 'When it happened.', { type: 'string', format: 'date-time' }),
  header('ce_subject', "Whom it is about, mostly the lead's id; also the record key."),
  header('ce_sequence', "The owner's version of the subject. An older one never overwrites a newer one.", {
    type: 'string',
    pattern: '^[0-9]+$',
  }),
  header('ce_correlationid', 'The same through the whole chain that one webhook set off.'),
  sometimes('ce_causationid', 'The event that caused this one, if one did.', {
    type: 'string',
    format: 'uuid',
  }),
  header('ce_dataschema', 'The JSON Schema of the value, as in `schemas/`.'),
  header('ce_specversion', '`1.0`', { type: 'string', const: '1.0' }),
  sometimes('traceparent', 'W3C trace context, where there is one.'),
  header('content-type', '`application/json`', { type: 'string', const: 'application/json' }),
];

/** What a copy in a dead-letter topic has besides the headers that it came with. */
export const deadLetterHeaders: readonly EventHeader[] = [
  header(
    'dlq_reason',
    'Why: it could not be read, broke its schema, was refused, or failed again and again.',
    { type: 'string', enum: ['UNREADABLE', 'SCHEMA', 'REFUSED', 'FAILED'] },
  ),
  header('dlq_service', 'Who could not handle it.'),
  header('dlq_topic', 'Where it came from: topic, …'),
  header('dlq_partition', '… partition …', { type: 'string', pattern: '^[0-9]+$' }),
  header('dlq_offset', '… and offset.', { type: 'string', pattern: '^[0-9]+$' }),
  header('dlq_time', 'When it was put aside.', { type: 'string', format: 'date-time' }),
  sometimes('dlq_value', '`too large` where the value is left out: the service still has it.'),
];

/** The headers as one schema. */
export function headersSchema(headers: readonly EventHeader[]): JsonSchema {
  return {
    type: 'object',
    required: headers.filter(({ always }) => always).map(({ name }) => name),
    properties: Object.fromEntries(
      headers.map(({ name, says, schema }) => [name, { ...schema, description: says }]),
    ),
  };
}

/** The headers as a Markdown table. */
export function headersTable(headers: readonly EventHeader[]): string {
  const rows = headers.map(({ name, says, always }) => `| \`${name}\` | ${always ? 'yes' : ''} | ${says} |`);
  return ['| header | always there | says |', '|---|---|---|', ...rows].join('\n');
}
