import { CliError, exitCodes } from '../cli-error.js';
import { asNodeError } from '../error-shape.js';

/** The part of RFC 9457 that people read. */
interface ProblemBody {
  readonly title?: string;
  readonly detail?: string;
}

/** Baton has more to do than it can take, and says when to come again. */
export class BusyError extends CliError {
  constructor(
    message: string,
    readonly retryAfterMs: number,
  ) {
    super(message, exitCodes.notRunning);
  }
}

const NOT_ALLOWED = new Set([401, 403]);
const BUSY = new Set([429, 503]);
const AWAY = new Set([502, 503, 504]);

/** Baton's HTTP API with one bearer token. Everything that goes wrong becomes one line with what to do. */
export class BatonApi {
  /** @param url of the front door, without a slash at the end. */
  constructor(
    readonly url: string,
    private readonly token: () => Promise<string>,
  ) {}

  /** @throws CliError */
  get<T>(path: string): Promise<T> {
    return this.ask<T>('GET', path);
  }

  /** @throws CliError */
  post<T>(path: string, body: unknown = {}): Promise<T> {
    return this.ask<T>('POST', path, body);
  }

  /** @throws CliError */
  put<T>(path: string, body: unknown): Promise<T> {
    return this.ask<T>('PUT', path, body);
  }

  private async ask<T>(method: string, path: string, body?: unknown): Promise<T> {
    const token = await this.token();
    const response = await this.reach(path, {
      method,
      headers: { authorization: `Bearer ${token}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw errorFor(response, problemIn(text), path);
    try {
      return (text === '' ? undefined : JSON.parse(text)) as T;
    } catch {
      throw new CliError(`${this.url}${path} does not answer as Baton does: is this the right address (--url)?`);
    }
  }

  private async reach(path: string, request: RequestInit): Promise<Response> {
    try {
      return await fetch(this.url + path, request);
    } catch (error) {
      // `fetch` says no more than “fetch failed”: the cause knows why.
      const cause = asNodeError(asNodeError(error)?.cause) ?? asNodeError(error);
      if (cause?.code === 'ECONNREFUSED') {
        throw new CliError(`Baton is not running at ${this.url}. Start it with \`npm start\`.`, exitCodes.notRunning);
      }
      throw new CliError(`${this.url} cannot be reached: ${cause?.message ?? error}. Check --url.`, exitCodes.notRunning);
    }
  }
}

function errorFor({ status, headers }: Response, { title, detail }: ProblemBody, path: string): CliError {
  const says = detail ?? title ?? `${path} answered ${status}.`;
  if (status === 401) {
    return new CliError(`The token is not accepted: ${says} Give another one with --token or BATON_TOKEN.`, exitCodes.notAllowed);
  }
  if (NOT_ALLOWED.has(status)) return new CliError(says, exitCodes.notAllowed);
  if (status === 404) return new CliError(says, exitCodes.notFound);
  const retryAfter = Number(headers.get('retry-after') ?? Number.NaN);
  if (BUSY.has(status) && retryAfter >= 0) return new BusyError(`Not available now: ${says}`, retryAfter * 1_000);
  if (AWAY.has(status)) return new CliError(`Not available now: ${says}`, exitCodes.notRunning);
  return new CliError(says);
}

function problemIn(text: string): ProblemBody {
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === 'object' && body !== null ? body : {};
  } catch {
    return {};
  }
}
