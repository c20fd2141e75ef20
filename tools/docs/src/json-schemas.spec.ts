import { eventCatalogue } from '@baton/contracts';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { fieldTable } from './field-table.js';
import { jsonSchemaOf } from './json-schemas.js';

const topics = eventCatalogue.map((contract) => [contract.topic, contract] as const);

describe('the published JSON Schemas', () => {
  const ajv = new Ajv2020({ strict: false });
  formats.default(ajv);

  it.each(topics)('%s: accepts the example, and fields that a later version may add', (_, contract) => {
    const validate = ajv.compile(jsonSchemaOf(contract));
    expect([validate(contract.example), ajv.errorsText(validate.errors)]).toEqual([true, 'No errors']);
    expect(validate({ ...contract.example, addedLater: { deep: true } })).toBe(true);
  });

  it.each(topics)('%s: refuses a record without its first field', (_, contract) => {
    const schema = jsonSchemaOf(contract);
    const [first] = schema['required'] as string[];
    const rest = Object.fromEntries(Object.entries(contract.example).filter(([name]) => name !== first));
    expect(ajv.compile({ ...schema, $id: undefined })(rest)).toBe(false);
  });

  it.each(topics)('%s: has every field of its example in the table', (_, contract) => {
    const table = fieldTable(jsonSchemaOf(contract));
    for (const field of Object.keys(contract.example)) expect(table).toContain(`| \`${field}\` |`);
  });
});
