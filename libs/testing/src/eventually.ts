import { setTimeout as pause } from 'node:timers/promises';

type Nothing = false | null | undefined;

/**
 * Looks often until there is something to see, and returns it.
 * @param what names it, for the error.
 * @throws Error once `timeoutMs` has passed; whatever the look itself throws ends the wait at once.
 */
export async function eventually<Found>(
  look: () => Found | Nothing | Promise<Found | Nothing>,
  what = 'what the test waits for',
  timeoutMs = 20_000,
): Promise<Found> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const found = await look();
    if (found !== false && found !== null && found !== undefined) return found;
    if (Date.now() > deadline) throw new Error(`Waited ${timeoutMs} ms in vain for: ${what}`);
    await pause(25);
  }
}
