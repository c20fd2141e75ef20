import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { TcpProxy } from './tcp-proxy.js';

describe('a proxy in between', () => {
  let echo: Server;
  let proxy: TcpProxy;
  const sockets: Socket[] = [];

  beforeEach(async () => {
    echo = createServer((socket) => socket.on('error', () => {}).pipe(socket));
    await once(echo.listen(0, '127.0.0.1'), 'listening');
    proxy = await TcpProxy.start({ host: '127.0.0.1', port: (echo.address() as AddressInfo).port });
  });
  afterEach(async () => {
    for (const socket of sockets.splice(0)) socket.destroy();
    await proxy.stop();
    await new Promise((resolve) => echo.close(resolve));
  });

  const dial = async () => {
    const socket = connect(proxy.port, '127.0.0.1');
    sockets.push(socket);
    socket.on('error', () => {});
    await once(socket, 'connect');
    return socket;
  };
  // `once` of node:events would reject with the reset that comes before.
  const hasClosed = (socket: Socket) => new Promise<void>((resolve) => socket.once('close', () => resolve()));
  const answer = async (socket: Socket, text: string) => {
    socket.write(text);
    const [bytes] = (await once(socket, 'data')) as [Buffer];
    return bytes.toString();
  };

  it('carries bytes both ways', async () => {
    expect(await answer(await dial(), 'hello')).toBe('hello');
  });

  it('breaks the connections there are, and carries new ones', async () => {
    const socket = await dial();
    await answer(socket, 'hello');
    const closed = hasClosed(socket);
    proxy.cut();
    await closed;
    expect(await answer(await dial(), 'again')).toBe('again');
  });

  it('holds back what is sent while it is frozen, old connections and new, and delivers it then', async () => {
    const old = await dial();
    await answer(old, 'hello');
    proxy.freeze();
    const young = await dial();
    const heard: string[] = [];
    for (const socket of [old, young]) socket.on('data', (bytes: Buffer) => heard.push(bytes.toString()));
    const both = [once(old, 'data'), once(young, 'data')];
    old.write('old');
    young.write('young');
    const other = await TcpProxy.start({ host: '127.0.0.1', port: (echo.address() as AddressInfo).port });
    const aside = connect(other.port, '127.0.0.1');
    // A round trip elsewhere has had its time; these have not.
    expect(await answer(aside, 'aside')).toBe('aside');
    aside.destroy();
    await other.stop();
    expect(heard).toEqual([]);
    await proxy.heal();
    await Promise.all(both);
    expect(heard.sort()).toEqual(['old', 'young']);
  });

  it('turns everybody away at the same address until it heals', async () => {
    const socket = await dial();
    const closed = hasClosed(socket);
    await proxy.refuse();
    await closed;
    await expect(dial()).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    await proxy.heal();
    expect(await answer(await dial(), 'back')).toBe('back');
  });
});
