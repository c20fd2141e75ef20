import { TcpProxy } from './tcp-proxy.js';

/**
 * A proxy in front of a cluster of one broker. Brokers tell their clients where to find them, so the address in their
 * answers is changed for the proxy's: no client goes past it.
 * @param broker host:port, as the broker itself gives it.
 */
export async function startKafkaProxy(broker: string): Promise<TcpProxy> {
  const [host, port] = broker.split(':') as [string, string];
  const own = addressBytes(host, Number(port));
  const proxy: TcpProxy = await TcpProxy.start({ host, port: Number(port) }, 0, (bytes) => {
    let changed = bytes;
    for (let at = bytes.indexOf(own); at >= 0; at = bytes.indexOf(own, at + 1)) {
      if (changed === bytes) changed = Buffer.from(bytes);
      changed.writeInt32BE(proxy.port, at + own.length - PORT_BYTES);
    }
    return changed;
  });
  return proxy;
}

const PORT_BYTES = 4;

/** As it stands in every answer that names a broker: the host's name, then the port. */
function addressBytes(host: string, port: number): Buffer {
  const bytes = Buffer.alloc(host.length + PORT_BYTES);
  bytes.write(host);
  bytes.writeInt32BE(port, host.length);
  return bytes;
}
