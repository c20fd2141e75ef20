import type { JsonSchema } from './json-schemas.js';

interface Field {
  readonly path: string;
  readonly type: string;
  readonly required: boolean;
  readonly says: string;
}

/** Every field of a schema, nested ones by path, as a Markdown table. */
export function fieldTable(schema: JsonSchema): string {
  const rows = fieldsOf(schema, '').map(
    ({ path, type, required, says }) => `| \`${path}\` | ${type} | ${required ? 'yes' : ''} | ${says} |`,
  );
  return ['| field | type | always there | says |', '|---|---|---|---|', ...rows].join('\n');
}

function fieldsOf(schema: JsonSchema, prefix: string): Field[] {
  const properties = (schema['properties'] ?? {}) as Record<string, JsonSchema>;
  const required = new Set((schema['required'] as string[] | undefined) ?? []);
  return Object.entries(properties).flatMap(([name, field]) => {
    const path = prefix + name;
    const shown: Field = {
      path,
      type: typeOf(field),
      required: required.has(name),
      says: inCell(String(field['description'] ?? '')),
    };
    const inner = innerObject(field);
    return [shown, ...(inner ? fieldsOf(inner.schema, `${path}${inner.list ? '[]' : ''}.`) : [])];
  });
}

/** The object behind a field, behind a list, or beside null. */
function innerObject(field: JsonSchema): { schema: JsonSchema; list: boolean } | null {
  if (field['properties']) return { schema: field, list: false };
  const items = field['items'] as JsonSchema | undefined;
  if (items?.['properties']) return { schema: items, list: true };
  const option = ((field['anyOf'] ?? []) as JsonSchema[]).find((one) => one['properties']);
  return option ? { schema: option, list: false } : null;
}

function typeOf(field: JsonSchema): string {
  if (field['enum']) return (field['enum'] as unknown[]).map((value) => `\`${String(value)}\``).join(', ');
  if (field['anyOf']) return (field['anyOf'] as JsonSchema[]).map(typeOf).join(' or ');
  const format = field['format'] ? ` (${String(field['format'])})` : '';
  if (field['type'] === 'array') return `list of ${typeOf((field['items'] ?? {}) as JsonSchema)}`;
  return `${String(field['type'] ?? 'any')}${format}`;
}

function inCell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}
