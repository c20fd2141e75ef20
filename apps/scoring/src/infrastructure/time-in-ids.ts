import { v7 as uuid } from 'uuid';

/** Ids are UUIDv7: they begin with the instant at which they were made. @returns the least of those made then or later */
export function earliestId(instant: Date): string {
  return uuid({ msecs: instant.getTime(), seq: 0, random: new Uint8Array(16) });
}

export function madeAt(id: string): Date {
  return new Date(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16));
}
