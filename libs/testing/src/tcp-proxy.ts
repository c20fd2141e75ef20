import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

export interface TcpAddress {
  readonly host: string;
  readonly port: number;
}

/** What happens to connections: carried, left silent, or turned away. */
type Mode = 'open' | 'frozen' | 'closed';

/** Stands between a client and a server, to be an unreliable network on demand. */
export class TcpProxy {
  private readonly pairs = new Set<readonly [Socket, Socket]>();
  private mode: Mode = 'open';
  private server: Server | null = null;
  private boundPort = 0;

  private constructor(
    private readonly target: TcpAddress,
    private readonly answer: (bytes: Buffer) => Buffer,
    readonly host: string,
  ) {}

  /**
   * Listens on a free port.
   * @param answer what the client is given of the server's bytes: the same, unless told.
   */
  static async start(target: TcpAddress, answer = (bytes: Buffer) => bytes, host = '127.0.0.1'): Promise<TcpProxy> {
    const proxy = new TcpProxy(target, answer, host);
    await proxy.listen();
    return proxy;
  }

  get port(): number {
    return this.boundPort;
  }

  /** host:port */
  get address(): string {
    return `${this.host}:${this.boundPort}`;
  }

  /** Ends all connections as a network that breaks does: without a goodbye. New ones are carried. */
  cut(): void {
    for (const pair of this.pairs) for (const socket of pair) socket.resetAndDestroy();
  }

  /** From now on bytes go nowhere, and nobody is told. New connections are made, and are as silent. */
  freeze(): void {
    this.mode = 'frozen';
    for (const pair of this.pairs) for (const socket of pair) socket.pause();
  }

  /** From now on nobody listens: present connections break, new ones are refused. */
  async refuse(): Promise<void> {
    this.mode = 'closed';
    this.cut();
    await this.stopListening();
  }

  /** All is well again, for frozen connections too: what they held back arrives. */
  async heal(): Promise<void> {
    const before = this.mode;
    this.mode = 'open';
    if (before === 'closed') await this.listen();
    for (const pair of this.pairs) for (const socket of pair) socket.resume();
  }

  async stop(): Promise<void> {
    this.mode = 'closed';
    this.cut();
    await this.stopListening();
  }

  private async listen(): Promise<void> {
    const server = createServer((client) => this.carry(client));
    this.server = server;
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(this.boundPort, this.host, resolve);
    });
    this.boundPort = (server.address() as AddressInfo).port;
  }

  private async stopListening(): Promise<void> {
    const { server } = this;
    this.server = null;
    if (server) await new Promise((resolve) => server.close(resolve));
  }

  private carry(client: Socket): void {
    const upstream = connect(this.target);
    const pair = [client, upstream] as const;
    this.pairs.add(pair);
    for (const [from, to] of [pair, [upstream, client] as const]) {
      from.setNoDelay(true);
      // By hand, not by pipe: a pipe would start again what was paused.
      from.on('data', (bytes) => {
        if (!to.write(from === upstream ? this.answer(bytes) : bytes)) from.pause();
      });
      to.on('drain', () => {
        if (this.mode !== 'frozen') from.resume();
      });
      from.on('end', () => to.end());
      from.on('error', () => to.destroy());
      from.on('close', () => {
        to.destroy();
        this.pairs.delete(pair);
      });
      if (this.mode === 'frozen') from.pause();
    }
  }
}
