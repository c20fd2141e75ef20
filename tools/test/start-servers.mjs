import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InfrastructureError, startInfrastructure } from '../infrastructure/dist/index.js';

/** One real Postgres and one real Kafka for a whole run of integration tests. */
export default async function startServers() {
  const folder = mkdtempSync(join(tmpdir(), 'baton-test-'));
  // Postgres does not run as root, so somebody else must be able to enter.
  chmodSync(folder, 0o755);
  const infrastructure = await startInfrastructure({
    folder,
    postgresPassword: 'test',
    durable: false,
    prefer: 'containers',
    demand: demanded(process.env.BATON_TEST_INFRASTRUCTURE),
    say: (line) => process.stderr.write(`${line}\n`),
  });
  process.env.BATON_TEST_PG = infrastructure.adminUrl;
  process.env.BATON_TEST_KAFKA = infrastructure.brokers.join(',');
  process.env.BATON_TEST_KIND = infrastructure.kind;
  if (process.env.BATON_TEST_KIND_FILE) writeFileSync(process.env.BATON_TEST_KIND_FILE, infrastructure.kind);

  const killAll = () => {
    for (const { pid } of infrastructure.processes) {
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // It has ended already.
      }
    }
    rmSync(folder, { recursive: true, force: true });
  };
  // Jest runs no teardown when it is interrupted.
  const interrupted = () => {
    killAll();
    process.exit(130);
  };
  process.once('SIGINT', interrupted);
  process.once('SIGTERM', interrupted);
  globalThis.stopBatonServers = async () => {
    process.off('SIGINT', interrupted);
    process.off('SIGTERM', interrupted);
    await infrastructure.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}

function demanded(kind) {
  if (!kind || kind === 'containers' || kind === 'embedded') return kind || undefined;
  throw new InfrastructureError(`BATON_TEST_INFRASTRUCTURE is “${kind}”; it may be containers or embedded.`);
}
