import { planTraffic } from './deliveries/plan-traffic.js';
import { FrontDoor } from './front-door.js';
import type { Tell } from './tell.js';
import { giveVerdicts } from './traffic/give-verdicts.js';
import { postTraffic } from './traffic/post-traffic.js';
import { untilHandedOver } from './traffic/until-handed-over.js';
import { createWorkspace } from './workspace/create-workspace.js';

/** Whatever number, as long as it stays: everybody then sees the same people. */
const SEED = 2026;
const HAND_OVER_TIMEOUT_MS = 60_000;

export interface SampleOptions {
  /** Of the front door, without a slash at the end. */
  readonly url: string;
  /** A bearer token of an operator. */
  readonly operatorToken: string;
  /** With which every sample account signs in. */
  readonly password: string;
  readonly now: Date;
  readonly tell: Tell;
}

/**
 * Fills an empty Baton with a workspace and a burst of traffic, through the same doors as everybody.
 * Where a webhook source exists already, it changes nothing.
 * @throws FrontDoorError when something is refused.
 */
export async function loadSample({ url, operatorToken, password, now, tell }: SampleOptions): Promise<void> {
  const operator = new FrontDoor(url, { authorization: `Bearer ${operatorToken}` });
  const existing = await operator.get<unknown[]>('/api/ingest/sources');
  if (existing.length > 0) {
    tell(`there are ${existing.length} webhook sources already: nothing was changed`);
    return;
  }
  const sources = await createWorkspace(operator, password, now, tell);
  await postTraffic(url, planTraffic(SEED, now), sources, tell);
  const isHandedOver = await untilHandedOver(operator, HAND_OVER_TIMEOUT_MS);
  tell(isHandedOver ? 'every lead has been held or handed to a rep' : 'some leads are still on their way');
  await giveVerdicts(url, password, tell);
}
