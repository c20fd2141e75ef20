import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { plain } from './output/paint.js';
import { createProgram } from './program.js';
import type { Terminal } from './terminal.js';

export type StubAnswer = {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly body: unknown;
};

/** A front door that answers what a test puts into `answers`, and a terminal that remembers what was printed. */
export class StubBaton {
  /** `METHOD /path` → its answers in turn; the last one stays. */
  readonly answers = new Map<string, StubAnswer[]>();
  /** Answers before `answers` does, where it has one. */
  onAsk: (key: string, body: unknown) => StubAnswer | undefined = () => undefined;
  readonly asked: string[] = [];
  readonly bodies: unknown[] = [];
  /** The token of the latest request. */
  bearer: string | null = null;
  readonly printed: string[] = [];
  /** What the shell has set, besides the address. */
  env: Record<string, string> = { BATON_TOKEN: 'token' };
  stateFolder = '/nowhere';
  /** What the person at the terminal answers; null: nobody is there. */
  confirms: boolean | null = null;
  interrupt: () => void = () => undefined;
  /** Called instead of waiting. */
  onWait: () => void = () => undefined;
  #server: Server;

  constructor() {
    this.#server = createServer((request, response) => {
      let text = '';
      request.on('data', (chunk) => (text += chunk));
      request.on('end', () => {
        const key = `${request.method} ${request.url}`;
        this.asked.push(key);
        this.bearer = request.headers.authorization?.replace('Bearer ', '') ?? null;
        const given: unknown = text === '' ? undefined : JSON.parse(text);
        if (given !== undefined) this.bodies.push(given);
        const answers = this.answers.get(key) ?? [{ status: 404, body: { detail: 'Nothing here.' } }];
        const answer = this.onAsk(key, given) ?? (answers.length > 1 ? answers.shift()! : answers[0]!);
        const { status = 200, headers = {}, body } = answer;
        response.writeHead(status, headers).end(JSON.stringify(body));
      });
    });
  }

  listen(): Promise<void> {
    return new Promise((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
  }

  close(): Promise<void> {
    this.#server.closeAllConnections();
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }

  /** Runs `baton` with these words. @throws CliError, CommanderError */
  async run(...words: string[]): Promise<string> {
    const { port } = this.#server.address() as AddressInfo;
    const terminal: Terminal = {
      env: { BATON_URL: `http://127.0.0.1:${port}`, ...this.env },
      print: (text) => this.printed.push(text),
      redraw: null,
      confirm:
        this.confirms === null
          ? null
          : async (question) => {
              this.printed.push(question);
              return this.confirms === true;
            },
      paint: plain,
      stateFolder: this.stateFolder,
      now: () => new Date('2026-03-02T09:30:00.000Z'),
      wait: () => Promise.resolve(this.onWait()),
      onInterrupt: (callback) => {
        this.interrupt = callback;
        return () => undefined;
      },
    };
    await createProgram(terminal).parseAsync(words, { from: 'user' });
    return this.printed.join('\n');
  }
}
