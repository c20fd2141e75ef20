import { type AnyEventContract, deadLetterTopic, eventCatalogue, SCORING_MODEL_SUBJECT, type ServiceName } from '@baton/contracts';
import { fieldTable } from './field-table.js';
import { BY_PROGRAM, type GeneratedFile } from './generated-file.js';
import { jsonSchemaOf, schemaFileName } from './json-schemas.js';

const HEADERS = `
| header | says |
|---|---|
| \`ce_id\` | UUIDv7, the identity of the event: a repeat has the same. Drop what you have seen. |
| \`ce_type\` | The topic. |
| \`ce_source\` | \`/baton/<service>\`, the owner. |
| \`ce_time\` | When it happened. |
| \`ce_subject\` | Whom it is about, mostly the lead's id; also the record key. |
| \`ce_sequence\` | The owner's version of the subject. An older one never overwrites a newer one. |
| \`ce_correlationid\` | The same through the whole chain that one webhook set off. |
| \`ce_causationid\` | The event that caused this one, if one did. |
| \`ce_dataschema\` | The JSON Schema of the value, as in \`schemas/\`. |
| \`ce_specversion\` | \`1.0\` |
| \`traceparent\` | W3C trace context, where there is one. |
| \`content-type\` | \`application/json\` |
`.trim();

/** The page that somebody reads who wants to consume Baton's events. */
export function eventsReference(): GeneratedFile {
  const content = [
    BY_PROGRAM,
    '# Events',
    '',
    'Every event is a CloudEvent 1.0 in Kafka’s binary mode: attributes in headers, the data as the JSON value. One topic an event.',
    '',
    '- **Key**: the subject, so order holds for one lead within one topic. It does not hold across topics: never wait for another topic’s event.',
    '- **At least once**: a record may come again, with the same `ce_id`.',
    '- **Open**: later versions add optional fields. Accept what you do not know. A change of meaning is a new topic.',
    '',
    '## Topics',
    '',
    '| topic | owner | read by | partitions | kept | clean-up |',
    '|---|---|---|---|---|---|',
    ...eventCatalogue.map(topicRow),
    '',
    'What a service cannot handle stays in its own dead letters; a copy goes to `<topic>.<service>.dlq`, e.g. ' +
      `\`${deadLetterTopic('lead.created', 'scoring')}\`, and is kept for 30 days.`,
    '',
    '## Headers',
    '',
    HEADERS,
    '',
    ...eventCatalogue.flatMap(eventSection),
  ].join('\n');
  return { path: 'docs/reference/events.md', content: `${content.trimEnd()}\n` };
}

function topicRow(contract: AnyEventContract): string {
  const { topic, owner, partitions, retentionMs, cleanupPolicy } = contract;
  const kept = retentionMs < 0 ? 'for ever' : `${retentionMs / 86_400_000} days`;
  return `| [\`${topic}\`](#${topic.replace('.', '')}) | ${owner} | ${readersOf(contract)} | ${partitions} | ${kept} | ${cleanupPolicy} |`;
}

function eventSection(contract: AnyEventContract): string[] {
  return [
    `## ${contract.topic}`,
    '',
    contract.says,
    '',
    `Owner: ${contract.owner}. Read by: ${readersOf(contract)}. Key: \`${keyOf(contract)}\`.`,
    '',
    `Schema: [\`${schemaFileName(contract)}\`](../../schemas/${schemaFileName(contract)})`,
    '',
    fieldTable(jsonSchemaOf(contract)),
    '',
    '```json',
    JSON.stringify(contract.example, null, 2),
    '```',
    '',
  ];
}

function readersOf({ consumers }: AnyEventContract): string {
  return (consumers as readonly ServiceName[]).join(', ');
}

/** What is in the record key: the subject of the event. */
function keyOf({ example }: AnyEventContract): string {
  return (example as { leadId?: string }).leadId === undefined ? SCORING_MODEL_SUBJECT : 'leadId';
}
