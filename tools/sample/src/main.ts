import { loadSample } from './load-sample.js';

/** Loads the sample workspace. Environment: BATON_URL, BATON_OPERATOR_TOKEN, BATON_SAMPLE_PASSWORD. */
try {
  await loadSample({
    url: required('BATON_URL').replace(/\/+$/, ''),
    operatorToken: required('BATON_OPERATOR_TOKEN'),
    password: required('BATON_SAMPLE_PASSWORD'),
    now: new Date(),
    tell: (line) => console.log(`sample: ${line}`),
  });
} catch (error) {
  console.error(`sample: ${reasonIn(error)}`);
  process.exitCode = 1;
}

function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`set ${name}`);
  return value;
}

/** `fetch` says no more than “fetch failed”: the cause knows why. */
function reasonIn(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message} (${error.cause.message})` : error.message;
}
