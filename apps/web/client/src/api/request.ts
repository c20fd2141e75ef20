/** The part of RFC 9457 that people read. */
interface ProblemBody {
  readonly title?: string;
  readonly detail?: string;
}

/** What went wrong, in words that say what to do. `status` is 0 where there was no answer. */
export class ApiProblem extends Error {
  constructor(
    readonly status: number,
    readonly title: string,
    readonly detail: string,
    /** When to come again, where Baton says so. */
    readonly retryAfterMs: number | null = null,
  ) {
    super(`${title}: ${detail}`);
    this.name = 'ApiProblem';
  }

  /** Somebody may answer when asked again. */
  get isPassing(): boolean {
    return this.status === 0 || this.status >= 502;
  }
}

/** Whatever was thrown, as something that can be shown. */
export function asProblem(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error;
  return new ApiProblem(0, 'Something went wrong on this page', 'Load the page again. Nothing was changed.');
}

export const get = <Answer>(path: string, signal?: AbortSignal) =>
  ask<Answer>('GET', path, undefined, signal);
export const post = <Answer>(path: string, body: object = {}, signal?: AbortSignal) =>
  ask<Answer>('POST', path, body, signal);
export const put = <Answer>(path: string, body: object) => ask<Answer>('PUT', path, body);
export const remove = <Answer>(path: string) => ask<Answer>('DELETE', path);

/**
 * Asks the front door. Answers are trusted to have the shape that the service documents.
 * @throws ApiProblem for any answer but a 2xx.
 */
async function ask<Answer>(
  method: string,
  path: string,
  body?: object,
  signal?: AbortSignal,
): Promise<Answer> {
  let answer: Response;
  try {
    answer = await fetch(path, {
      method,
      ...(signal ? { signal } : {}),
      ...(body ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } : {}),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ApiProblem(0, 'Baton cannot be reached', 'Check your connection, then try again.');
  }
  const text = await answer.text();
  if (!answer.ok) throw problemFrom(answer, text);
  return (text === '' ? undefined : JSON.parse(text)) as Answer;
}

function problemFrom({ status, headers }: Response, text: string): ApiProblem {
  const retryAfter = headers.get('retry-after');
  const { title, detail } = problemIn(text);
  return new ApiProblem(
    status,
    title ?? 'That did not work',
    detail ?? `Baton answered ${status}. Please try again in a moment.`,
    retryAfter === null ? null : Number(retryAfter) * 1_000 || null,
  );
}

function problemIn(text: string): ProblemBody {
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === 'object' && body !== null ? body : {};
  } catch {
    return {};
  }
}
