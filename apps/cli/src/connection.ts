import { CliError, exitCodes } from './cli-error.js';
import { readEmbeddedState } from './embedded/embedded-state.js';
import { signToken } from './embedded/sign-token.js';
import { BatonApi } from './http/baton-api.js';
import type { Terminal } from './terminal.js';

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/** The options that every command takes. */
export interface ConnectionOptions {
  readonly url?: string;
  readonly token?: string;
}

/** Where Baton is and who asks: options first, then the environment, then what `npm start` left on this machine. */
export function connect(options: ConnectionOptions, terminal: Terminal): BatonApi {
  const { env } = terminal;
  const url = options.url ?? (env['BATON_URL'] || `http://127.0.0.1:${env['BATON_HTTP_PORT'] || 8080}`);
  if (!URL.canParse(url)) throw new CliError(`${url} is not an address: give one like http://127.0.0.1:8080.`, exitCodes.usage);
  const given = options.token ?? (env['BATON_TOKEN'] || undefined);
  return new BatonApi(url.replace(/\/+$/, ''), () => (given ? Promise.resolve(given) : operatorToken(url, terminal)));
}

async function operatorToken(url: string, terminal: Terminal): Promise<string> {
  // A token that opens everything here is not for the eyes of another machine.
  if (!LOOPBACK.test(new URL(url).hostname)) {
    throw new CliError(`For ${url}, give a token with --token or BATON_TOKEN.`, exitCodes.notAllowed);
  }
  const key = await embeddedKey(terminal);
  return signToken({ role: 'operator', name: 'Operator at the command line', repId: null }, key, terminal.now());
}

/** @throws CliError where Baton was not started on this machine. */
export async function embeddedKey(terminal: Terminal) {
  const state = await readEmbeddedState(terminal.stateFolder);
  if (state !== null) return state.authPrivateKey;
  throw new CliError(
    'Baton was never started in this folder: run `npm start`, or give a token with --token or BATON_TOKEN.',
    exitCodes.notAllowed,
  );
}
