import { type TcpAddress, TcpProxy } from './tcp-proxy.js';

/**
 * A proxy in front of a cluster of one broker. Brokers tell their clients where to find them, so the address in their
 * answers is changed for the proxy's: no client goes past it. The lengths in an answer must stay true, so the proxy
 * listens on an address of this machine that is as long as the broker's.
 * @param broker host:port, as the broker itself gives it.
 */
export async function startKafkaProxy(broker: string): Promise<TcpProxy> {
  const [host, port] = broker.split(':') as [string, string];
  const target = { host, port: Number(port) };
  const own = addressBytes(target);
  const rewrite = (bytes: Buffer) => {
    let changed = bytes;
    for (let at = bytes.indexOf(own); at >= 0; at = bytes.indexOf(own, at + 1)) {
      if (changed === bytes) changed = Buffer.from(bytes);
      addressBytes(proxy).copy(changed, at);
    }
    return changed;
  };
  const proxy: TcpProxy = await TcpProxy.start(target, rewrite, loopbackAddress(host.length));
  return proxy;
}

/** All of 127.0.0.0/8 is this machine. */
const LOOPBACK = [
  '127.0.0.1',
  '127.0.0.11',
  '127.0.0.111',
  '127.0.11.111',
  '127.0.111.111',
  '127.11.111.111',
  '127.111.111.111',
];

function loopbackAddress(length: number): string {
  const address = LOOPBACK.find((one) => one.length === length);
  if (!address) throw new Error(`No address of this machine is ${length} characters long`);
  return address;
}

/** As it stands in every answer that names a broker: the host's name, then the port. */
function addressBytes({ host, port }: TcpAddress): Buffer {
  const bytes = Buffer.alloc(host.length + 4);
  bytes.write(host);
  bytes.writeInt32BE(port, host.length);
  return bytes;
}
