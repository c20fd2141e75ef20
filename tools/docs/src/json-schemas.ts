import { type AnyEventContract, eventCatalogue } from '@baton/contracts';
import { z } from 'zod';
import type { GeneratedFile } from './generated-file.js';

export type JsonSchema = { readonly [key: string]: unknown };

export function schemaFileName({ topic, version }: AnyEventContract): string {
  return `${topic}.v${version}.json`;
}

/** The JSON Schema of an event's value. Open: a consumer must accept fields that later versions add. */
export function jsonSchemaOf(contract: AnyEventContract): JsonSchema {
  const { $schema, ...schema } = z.toJSONSchema(contract.schema, { target: 'draft-2020-12', io: 'input' });
  return {
    $schema,
    $id: `/schemas/${schemaFileName(contract)}`,
    title: contract.topic,
    description: contract.says,
    ...schema,
    examples: [contract.example],
  };
}

export function jsonSchemaFiles(): GeneratedFile[] {
  return eventCatalogue.map((contract) => ({
    path: `schemas/${schemaFileName(contract)}`,
    content: `${JSON.stringify(jsonSchemaOf(contract), null, 2)}\n`,
  }));
}
