import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** Each wall of the design, a line that breaks it, and where. */
const forbidden: [wall: string, file: string, code: string][] = [
  ['domain knows no Nest', 'apps/scoring/src/domain/fixture.ts', `import { Injectable } from '@nestjs/common';`],
  ['domain knows no SQL', 'apps/scoring/src/domain/fixture.ts', `import { DataSource } from 'typeorm';`],
  ['domain knows no Postgres driver', 'apps/routing/src/domain/fixture.ts', `import pg from 'pg';`],
  ['domain knows no Kafka', 'apps/routing/src/domain/fixture.ts', `import { Kafka } from 'kafkajs';`],
  ['domain knows no messaging', 'apps/ingest/src/domain/deep/fixture.ts', `import { UnitOfWork } from '@baton/messaging';`],
  ['domain reads no files', 'apps/ingest/src/domain/fixture.ts', `import { readFile } from 'node:fs/promises';`],
  ['domain does not reach into infrastructure', 'apps/feedback/src/domain/fixture.ts', `import { x } from '../infrastructure/x.js';`],
  ['deep domain does not reach into application', 'apps/ingest/src/domain/providers/fixture.ts', `import { x } from '../../application/x.js';`],
  ['application does not reach into http', 'apps/reporting/src/application/fixture.ts', `import { x } from '../http/x.js';`],
  ['application knows no Kafka', 'apps/reporting/src/application/fixture.ts', `import { Kafka } from 'kafkajs';`],
  ['application knows no transport', 'apps/reporting/src/application/fixture.ts', `import { EventPattern } from '@nestjs/microservices';`],
  ['infrastructure does not reach into application', 'apps/routing/src/infrastructure/fixture.ts', `import { x } from '../application/x.js';`],
  ['http knows no SQL', 'apps/feedback/src/http/fixture.ts', `import { DataSource } from 'typeorm';`],
  ['event handlers know no SQL', 'apps/feedback/src/events/fixture.ts', `import pg from 'pg';`],
  ['event handlers know no Kafka', 'apps/feedback/src/events/fixture.ts', `import { Kafka } from 'kafkajs';`],
  ['kafkajs stays in its adapter', 'libs/messaging/src/fixture.ts', `import { Kafka } from 'kafkajs';`],
  ['@platformatic/kafka stays in its adapter', 'libs/messaging/src/fixture.ts', `import { Consumer } from '@platformatic/kafka';`],
  ['one adapter does not reach for the other client', 'libs/messaging/src/kafka/kafkajs/fixture.ts', `import { Consumer } from '@platformatic/kafka';`],
  ['nor the other way round', 'libs/messaging/src/kafka/platformatic/fixture.ts', `import { Kafka } from 'kafkajs';`],
  ['the service kit knows no Kafka', 'libs/service-kit/src/fixture.ts', `import { Kafka } from 'kafkajs';`],
  ['contracts stand on zod alone', 'libs/contracts/src/fixture.ts', `import { v7 } from 'uuid';`],
  ['contracts depend on no other library of ours', 'libs/contracts/src/fixture.ts', `import { UnitOfWork } from '@baton/messaging';`],
  ['messaging does not depend on the service kit’s users', 'libs/messaging/src/fixture.ts', `import { scoringDatabase } from '@baton/scoring/database';`],
  ['no service imports another', 'apps/routing/src/application/fixture.ts', `import { x } from '@baton/scoring/database';`],
  ['no service imports another by path', 'apps/routing/src/application/fixture.ts', `import { x } from '../../../scoring/src/domain/x.js';`],
  ['a service does not ship test code', 'apps/routing/src/application/fixture.ts', `import { x } from '@baton/testing';`],
];

const allowed: [freedom: string, file: string, code: string][] = [
  ['domain may use the contracts', 'apps/scoring/src/domain/fixture.ts', `import type { LeadState } from '@baton/contracts'; export type X = LeadState;`],
  ['domain may use its own folder', 'apps/scoring/src/domain/fixture.ts', `import { x } from './x.js'; export const y = x;`],
  ['application may use domain and messaging', 'apps/routing/src/application/fixture.ts', `import { x } from '../domain/x.js'; import { UnitOfWork } from '@baton/messaging'; export const y = [x, UnitOfWork];`],
  ['@platformatic/kafka may be used in its adapter', 'libs/messaging/src/kafka/platformatic/fixture.ts', `import { Consumer } from '@platformatic/kafka'; export const y = Consumer;`],
  ['kafkajs may be used in its adapter', 'libs/messaging/src/kafka/kafkajs/fixture.ts', `import { Kafka } from 'kafkajs'; export const y = Kafka;`],
];

interface Linted {
  refusals: { rule: string; message: string }[];
}

describe('the walls of the design', () => {
  const cases = [...forbidden, ...allowed];
  let linted: Linted[];

  beforeAll(() => {
    const input = JSON.stringify(cases.map(([, file, code]) => ({ file, code })));
    const output = execFileSync(process.execPath, [join('tools', 'lint-walls', 'lint-fixtures.mjs'), input], {
      encoding: 'utf8',
      env: { ...process.env, NX_DAEMON: 'false' },
    });
    linted = JSON.parse(output.slice(output.indexOf('[{'))) as Linted[];
  }, 120_000);

  it.each(forbidden.map(([wall], index) => [wall, index] as const))('%s', (_, index) => {
    const rules = linted[index]!.refusals.map(({ rule }) => rule);
    expect(rules.some((rule) => rule === 'no-restricted-imports' || rule === '@nx/enforce-module-boundaries')).toBe(true);
  });

  it.each(allowed.map(([freedom], index) => [freedom, forbidden.length + index] as const))('%s', (_, index) => {
    expect(linted[index]!.refusals).toEqual([]);
  });
});
