import { BY_PROGRAM, type GeneratedFile } from './generated-file.js';
import { telemetryRegistry } from './telemetry-registry.js';

const code = (names: readonly string[]) => names.map((name) => `\`${name}\``).join(', ');

/** The page of all spans, metrics and attributes. */
export function telemetryReference(): GeneratedFile {
  const { spans, metrics, attributes } = telemetryRegistry();
  const lines = [
    '# Telemetry',
    '',
    BY_PROGRAM,
    '',
    'Out of `telemetry/registry.yaml`. For Prometheus a name has underscores instead of dots, and a counter ends in',
    '`_total`: `baton_outbox_age`, `baton_inbox_events_total`. A unit is not part of the name.',
    '',
    '## Metrics',
    '',
    '| metric | kind | unit | says | by | attributes |',
    '|---|---|---|---|---|---|',
    ...metrics.map(
      (metric) =>
        `| \`${metric.name}\` | ${metric.instrument} | \`${metric.unit}\` | ${metric.says} | ${metric.emittedBy.join(', ')} | ${code(metric.attributes)} |`,
    ),
    '',
    '## Spans',
    '',
    '| span | kind | says | by | attributes |',
    '|---|---|---|---|---|',
    ...spans.map(
      (span) =>
        `| \`${span.name}\` | ${span.kind} | ${span.says} | ${span.emittedBy.join(', ')} | ${code(span.attributes)} |`,
    ),
    '',
    '## Attributes',
    '',
    '| attribute | says |',
    '|---|---|',
    ...attributes.map(({ name, says }) => `| \`${name}\` | ${says} |`),
    '',
  ];
  return { path: 'docs/reference/telemetry.md', content: lines.join('\n') };
}
