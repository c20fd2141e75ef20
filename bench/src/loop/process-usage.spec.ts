import { cpuSeconds, peakMemoryMb } from './process-usage.js';

describe('what processes have used', () => {
  const onLinux = process.platform === 'linux' ? it : it.skip;

  onLinux('is what the process itself says, and adds up', () => {
    const { user, system } = process.cpuUsage();
    expect(cpuSeconds([process.pid])).toBeCloseTo((user + system) / 1_000_000, 0);
    const now = process.memoryUsage.rss() / 1024 / 1024;
    expect(peakMemoryMb([process.pid, process.pid])).toBeGreaterThanOrEqual(2 * now - 1);
  });
});
