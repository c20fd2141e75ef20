import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { crashPoints, type Order } from './crash-points.js';

/**
 * Loaded into a service before its own code (`node --import`), it lets the run choose the very statement at which
 * the process dies, or the time that it believes it is. On SIGUSR2 it reads its order. The services know nothing of it.
 */
const folder = process.env['BATON_FAULTS_FOLDER'] ?? '';

let crash: { sql: string; moment: 'before' | 'after'; at: string; left: number } | null = null;
let skewMs = 0;

process.on('SIGUSR2', () => {
  const order = JSON.parse(readFileSync(join(folder, `${process.pid}.json`), 'utf8')) as Order;
  if (order.do === 'skew clock') skewMs = order.ms;
  else crash = { ...crashPoints[order.at], at: order.at, left: order.occurrence };
});

function dieIfOrdered(sql: string, moment: 'before' | 'after'): void {
  if (crash?.moment !== moment || !sql.startsWith(crash.sql) || --crash.left > 0) return;
  appendFileSync(join(folder, 'crashes.log'), `${crash.at}\n`);
  process.kill(process.pid, 'SIGKILL');
}

type Callback = (error: unknown, result: unknown) => void;
type Query = (this: unknown, config: unknown, values?: unknown, callback?: Callback) => unknown;

const proto = pg.Client.prototype as unknown as { query: Query };
const query = proto.query;
proto.query = function (config, values, callback) {
  const sql = typeof config === 'string' ? config : String((config as { text?: string }).text ?? '');
  dieIfOrdered(sql, 'before');
  const answered = typeof values === 'function' ? (values as Callback) : callback;
  if (!answered) {
    const result = query.call(this, config, values);
    if (result instanceof Promise) {
      return result.then((answer: unknown) => {
        dieIfOrdered(sql, 'after');
        return answer;
      });
    }
    return result;
  }
  const noting: Callback = (error, result) => {
    if (!error) dieIfOrdered(sql, 'after');
    answered(error, result);
  };
  return typeof values === 'function' ? query.call(this, config, noting) : query.call(this, config, values, noting);
};

const RealDate = Date;
class SkewedDate extends RealDate {
  constructor(...parts: unknown[]) {
    if (parts.length === 0) super(RealDate.now() + skewMs);
    else super(...(parts as [number]));
  }
  static override now(): number {
    return RealDate.now() + skewMs;
  }
  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof RealDate;
  }
}
globalThis.Date = SkewedDate as DateConstructor;
