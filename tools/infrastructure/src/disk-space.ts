import { mkdirSync, statfsSync } from 'node:fs';
import { InfrastructureError } from './infrastructure-error.js';

const NEEDED_BYTES = 500 * 1024 * 1024;

/** @throws InfrastructureError when the disk of `folder` is nearly full: databases fail in ugly ways then. */
export function demandDiskSpace(folder: string): void {
  mkdirSync(folder, { recursive: true });
  const { bavail, bsize } = statfsSync(folder);
  const free = bavail * bsize;
  if (free < NEEDED_BYTES) {
    throw new InfrastructureError(
      `The disk of ${folder} is full: ${Math.floor(free / 1024 / 1024)} MB are free, 500 MB are needed. Free some and try again.`,
    );
  }
}
