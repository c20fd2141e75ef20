import { setTimeout as wait } from 'node:timers/promises';
import type { FrontDoor } from '../front-door.js';

const POLL_MS = 250;

interface Funnel {
  readonly totals: { readonly undecided: number; readonly qualified: number; readonly routed: number };
}

/**
 * Waits until every delivery has ended and every lead worth a call is with a rep.
 * @returns false when that took longer than `timeoutMs`: the rest is on its way and needs nobody's help.
 */
export async function untilHandedOver(operator: FrontDoor, timeoutMs: number): Promise<boolean> {
  const deadline = performance.now() + timeoutMs;
  while (performance.now() < deadline) {
    if (await isHandedOver(operator)) return true;
    await wait(POLL_MS);
  }
  return false;
}

async function isHandedOver(operator: FrontDoor): Promise<boolean> {
  const { stored } = await operator.get<{ stored: number }>('/api/ingest/deliveries/summary');
  if (stored > 0) return false;
  const { totals } = await operator.get<Funnel>('/api/reporting/funnel');
  if (totals.undecided > 0 || totals.routed === 0 || totals.routed < totals.qualified) return false;
  const { counts } = await operator.get<{ counts: { open: number } }>('/api/feedback/leads?limit=1');
  return counts.open >= totals.routed;
}
