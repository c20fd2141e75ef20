import type { z } from 'zod';

/** Names every bad key at once and no value, so that a secret never reaches a log. */
export class ConfigError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(`The configuration is not usable:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
    this.name = 'ConfigError';
  }
}

/**
 * Reads a service's configuration from environment variables.
 * @throws ConfigError listing all keys that are missing or wrong, without their values.
 */
export function loadConfig<Schema extends z.ZodObject>(
  schema: Schema,
  environment: Readonly<Record<string, string | undefined>>,
): z.output<Schema> {
  const known = Object.fromEntries(
    Object.keys(schema.shape).flatMap((key) => {
      const value = environment[key];
      // An empty variable is one that somebody forgot to fill in, so defaults apply to it as well.
      return value === undefined || value === '' ? [] : [[key, value]];
    }),
  );
  const parsed = schema.safeParse(known);
  if (parsed.success) return parsed.data;
  throw new ConfigError(
    parsed.error.issues.map((issue) => {
      const key = String(issue.path[0]);
      return key in known ? `${key} ${saidWithoutValue(issue)}` : `${key} is missing`;
    }),
  );
}

function saidWithoutValue(issue: z.core.$ZodIssue): string {
  // zod's own words for these may quote what was received.
  if (issue.code === 'invalid_value') return `must be one of ${issue.values.join(', ')}`;
  return issue.code === 'custom' || issue.code === 'invalid_format' ? issue.message : `is wrong: ${issue.message}`;
}
