import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { CliError, exitCodes } from '../cli-error.js';
import { asFileError } from '../file-error.js';
import type { NamedColumns } from './named-columns.js';

const columns = z.array(z.string()).default([]);
const schema = z.strictObject({
  fit: columns,
  engagement: columns,
  titles: columns,
  blank: z.array(z.string()).default([]),
  firstTouch: z.string().optional(),
  changedAt: z.record(z.string(), z.string()).default({}),
});

/** What a person knows about the columns of a file, beyond what can be seen. */
export interface BacktestMap {
  readonly fit: readonly string[];
  readonly engagement: readonly string[];
  /** Job titles, which are read as seniority and function. */
  readonly titles: readonly string[];
  /** Further words that mean “not answered”, lower-case. */
  readonly blank: ReadonlySet<string>;
  /** When sales first touched a lead. */
  readonly firstTouch: string | null;
  /** By column, the column that says when it last changed. */
  readonly changedAt: ReadonlyMap<string, string>;
}

/** @throws CliError */
export async function readBacktestMap(path: string | undefined, file: NamedColumns): Promise<BacktestMap> {
  const read = schema.safeParse(path === undefined ? {} : await jsonIn(path));
  if (!read.success) {
    const { path: at, message } = read.error.issues[0]!;
    throw new CliError(`${path}: ${at.length === 0 ? '' : `${at.join('.')}: `}${message}`, exitCodes.usage);
  }
  const { fit, engagement, titles, blank, firstTouch, changedAt } = read.data;
  const all = (names: readonly string[]) => names.map((name) => file.find(name));
  return {
    fit: all(fit),
    engagement: all(engagement),
    titles: all(titles),
    blank: new Set(blank.map((word) => word.trim().toLowerCase())),
    firstTouch: firstTouch === undefined ? null : file.find(firstTouch),
    changedAt: new Map(Object.entries(changedAt).map(([name, when]) => [file.find(name), file.find(when)])),
  };
}

async function jsonIn(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    if (error instanceof SyntaxError)
      throw new CliError(`${path} is not JSON: ${error.message}`, exitCodes.usage);
    throw asFileError(error, path);
  }
}
