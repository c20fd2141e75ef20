import {
  type AnyEventContract,
  deadLetterTopic,
  eventCatalogue,
  SCORING_MODEL_SUBJECT,
  type ServiceName,
} from '@baton/contracts';
import { deadLetterHeaders, eventHeaders, headersTable } from './event-headers.js';
import { fieldTable } from './field-table.js';
import { BY_PROGRAM, type GeneratedFile } from './generated-file.js';
import { jsonSchemaOf, schemaFileName } from './json-schemas.js';
import { type ReleasedContract, releasedContracts } from './released/released-contracts.js';

/** The page that somebody reads who wants to consume Baton's events. */
export function eventsReference(): GeneratedFile {
  const released = releasedContracts();
  const content = [
    BY_PROGRAM,
    '# Events',
    '',
    'Every event is a CloudEvent 1.0 in Kafka’s binary mode: attributes in headers, the data as the JSON value. One topic an event.',
    '',
    '- **Key**: the subject, so order holds for one lead within one topic. It does not hold across topics: never wait for another topic’s event.',
    '- **At least once**: a record may come again, with the same `ce_id`.',
    '- **Open**: later versions add fields and values of enumerations, and take nothing away. Accept what you do not know.',
    '- **Released**: what others rely on lies in `schemas/released` and never changes. A change of meaning is a new topic.',
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
    headersTable(eventHeaders),
    '',
    'A copy in a dead-letter topic has the headers that it came with, and these:',
    '',
    headersTable(deadLetterHeaders),
    '',
    ...eventCatalogue.flatMap((contract) => eventSection(contract, released)),
  ].join('\n');
  return { path: 'docs/reference/events.md', content: `${content.trimEnd()}\n` };
}

function topicRow(contract: AnyEventContract): string {
  const { topic, owner, partitions, retentionMs, cleanupPolicy } = contract;
  const kept = retentionMs < 0 ? 'for ever' : `${retentionMs / 86_400_000} days`;
  return `| [\`${topic}\`](#${topic.replace('.', '')}) | ${owner} | ${readersOf(contract)} | ${partitions} | ${kept} | ${cleanupPolicy} |`;
}

function eventSection(contract: AnyEventContract, released: readonly ReleasedContract[]): string[] {
  const versions = released
    .filter(({ topic }) => topic === contract.topic)
    .map(({ topic, version }) => `[${version}](../../schemas/released/${topic}/${version}.json)`);
  return [
    `## ${contract.topic}`,
    '',
    contract.says,
    '',
    `Owner: ${contract.owner}. Read by: ${readersOf(contract)}. Key: \`${keyOf(contract)}\`.`,
    '',
    `Schema: [\`${schemaFileName(contract)}\`](../../schemas/${schemaFileName(contract)}), released as ${versions.join(', ')}.`,
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
