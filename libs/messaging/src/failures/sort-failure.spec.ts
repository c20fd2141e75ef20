import { QueryFailedError } from 'typeorm';
import { z } from 'zod';
import { DomainRefusal } from './domain-refusal.js';
import { sortFailure } from './sort-failure.js';

const withCode = (code: string, message = 'failed') => Object.assign(new Error(message), { code });

describe('sortFailure', () => {
  it.each([
    '08006',
    '40001',
    '40P01',
    '53300',
    '57P01',
    '57P03',
    '55P03',
    '58030',
    '25006',
    '42P01',
    '42703',
  ])('waits when Postgres says %s', (code) => {
    expect(sortFailure(new QueryFailedError('SELECT 1', [], withCode(code)))).toBe('transient');
  });

  it.each(['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'ETIMEDOUT', 'EPIPE'])(
    'waits when the network says %s',
    (code) => {
      expect(sortFailure(withCode(code))).toBe('transient');
      expect(sortFailure(new AggregateError([withCode(code)]))).toBe('transient');
      expect(sortFailure(new Error('could not save', { cause: withCode(code) }))).toBe('transient');
    },
  );

  it.each([
    'Connection terminated unexpectedly',
    'timeout exceeded when trying to connect',
    'Client has encountered a connection error and is not queryable',
    'Cannot use a pool after calling end on the pool',
  ])('waits when the driver says "%s"', (message) => {
    expect(sortFailure(new Error(message))).toBe('transient');
  });

  it('waits when kafkajs would try again', () => {
    const error = Object.assign(new Error('no leader'), { name: 'KafkaJSProtocolError', retriable: true });
    expect(sortFailure(error)).toBe('transient');
  });

  it('knows what will never succeed', () => {
    expect(sortFailure(new DomainRefusal('no'))).toBe('permanent');
    expect(sortFailure(new Error('wrapped', { cause: new DomainRefusal('no') }))).toBe('permanent');
    expect(sortFailure(z.string().safeParse(1).error)).toBe('permanent');
  });

  it.each([
    new TypeError('x is not a function'),
    withCode('23505'),
    withCode('22001'),
    'a string',
    undefined,
  ])('claims to know nothing of %p', (error) => {
    expect(sortFailure(error)).toBe('unknown');
  });

  it('is not caught in a circle of causes', () => {
    const error = new Error('round');
    error.cause = error;
    expect(sortFailure(error)).toBe('unknown');
  });
});
