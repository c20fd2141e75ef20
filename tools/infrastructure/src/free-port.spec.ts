import { createServer } from 'node:net';
import { demandPort, freePort } from './free-port.js';

describe('a port', () => {
  it('that is taken is named, with the variable that chooses another', async () => {
    const port = await freePort();
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    try {
      await expect(demandPort(port, 'Kafka', 'BATON_KAFKA_PORT')).rejects.toThrow(
        `Port ${port} (Kafka) is taken. Stop what uses it, or choose another: BATON_KAFKA_PORT=${port + 1} npm start`,
      );
    } finally {
      await new Promise((resolve) => server.close(resolve));
    }
  });

  it('that is free is free afterwards, too', async () => {
    const port = await freePort();
    await demandPort(port, 'Kafka', 'BATON_KAFKA_PORT');
    await demandPort(port, 'Kafka', 'BATON_KAFKA_PORT');
  });
});
