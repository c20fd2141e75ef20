import { isDeepStrictEqual } from 'node:util';
import type { AnyEventContract } from '@baton/contracts';
import { jsonSchemaOf, type JsonSchema } from '../json-schemas.js';
import { goldenRecordsOf } from './golden-records.js';
import { promiseProblems } from './promise-problems.js';
import { readerProblems } from './reader-problems.js';
import { minorOf, type ReleasedContract } from './released-contracts.js';
import { shapeOf } from './schema-parts.js';

export interface ReleasePlan {
  /** The versions that there will be. */
  readonly fresh: readonly ReleasedContract[];
  /** Why contracts cannot be released as they are. */
  readonly refusals: readonly string[];
}

/** A version for each contract that has changed since its last one, unless somebody could not follow. */
export function releasePlan(
  released: readonly ReleasedContract[],
  contracts: readonly AnyEventContract[],
): ReleasePlan {
  const refusals: string[] = [];
  const fresh: ReleasedContract[] = [];
  for (const contract of contracts) {
    const { topic } = contract;
    const schema = jsonSchemaOf(contract);
    const versions = released.filter((one) => one.topic === topic);
    const latest = versions.at(-1);
    if (latest && sameShape(latest.schema, schema)) continue;
    const problems = versions.flatMap((old) =>
      compatibilityProblems(old.schema, schema).map(
        (problem) => `${topic}, against ${old.version}: ${problem}`,
      ),
    );
    refusals.push(...problems);
    const version = `v${contract.version}.${latest ? minorOf(latest.version) + 1 : 0}`;
    if (problems.length === 0)
      fresh.push({ topic, version, schema, golden: goldenRecordsOf(contract, schema, version) });
  }
  return { fresh, refusals };
}

/** Whether two schemas differ in words at most, which needs no version. */
export function sameShape(one: JsonSchema, other: JsonSchema): boolean {
  return isDeepStrictEqual(shapeOf(one), shapeOf(other));
}

/** What keeps today's readers from reading what was written, or readers of then from what is written today. */
export function compatibilityProblems(released: JsonSchema, current: JsonSchema): string[] {
  return [...readerProblems(released, current), ...promiseProblems(released, current)];
}
