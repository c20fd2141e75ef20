import { createServer } from 'node:net';
import { InfrastructureError } from './infrastructure-error.js';

const HOST = '127.0.0.1';

/** A port that nobody listens on at this moment. */
export function freePort(): Promise<number> {
  return listenOnce(0);
}

/**
 * @param variable the environment variable that chooses another port.
 * @throws InfrastructureError when somebody listens on it.
 */
export async function demandPort(port: number, purpose: string, variable: string): Promise<void> {
  try {
    await listenOnce(port);
  } catch {
    throw new InfrastructureError(
      `Port ${port} (${purpose}) is taken. Stop what uses it, or choose another: ${variable}=${port + 1} npm start`,
    );
  }
}

function listenOnce(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(port, HOST, () => {
      const address = server.address();
      const found = typeof address === 'object' && address ? address.port : port;
      server.close(() => resolve(found));
    });
  });
}
