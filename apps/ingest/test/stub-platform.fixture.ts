import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface PlatformAnswer {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly body?: unknown;
  /** True for a platform that takes the question and never says anything. */
  readonly silent?: boolean;
}

/** A platform's API, which answers as it is told to. */
export class StubPlatform {
  readonly asked: string[] = [];
  private readonly server: Server;
  /** By path, without its query. */
  answers: Record<string, (request: IncomingMessage) => PlatformAnswer> = {};

  private constructor() {
    this.server = createServer((request, response) => {
      const { pathname } = new URL(request.url ?? '/', 'http://stub');
      this.asked.push(pathname);
      const { status = 200, headers = {}, body = {}, silent = false } = this.answers[pathname]?.(request) ?? { status: 404 };
      if (silent) return;
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(JSON.stringify(body));
    });
  }

  static async start(): Promise<StubPlatform> {
    const platform = new StubPlatform();
    await new Promise<void>((resolve) => platform.server.listen(0, '127.0.0.1', resolve));
    return platform;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
