import { setTimeout as wait } from 'node:timers/promises';
import type { PlannedDelivery, SigningSource } from '../deliveries/planned-delivery.js';
import { signDelivery } from '../deliveries/sign-delivery.js';
import { FrontDoorError } from '../front-door.js';
import type { Tell } from '../tell.js';

const ATTEMPTS = 5;
const TELL_EVERY = 25;

/**
 * Posts the deliveries one after the other, so that they arrive in the order of the plan.
 * @param frontDoor where to post to. Only HubSpot signs the public address, which may differ.
 * @throws FrontDoorError when one is not accepted.
 */
export async function postTraffic(
  frontDoor: string,
  plan: readonly PlannedDelivery[],
  sources: readonly SigningSource[],
  tell: Tell,
): Promise<void> {
  const byProvider = new Map(sources.map((source) => [source.provider, source]));
  for (const [index, delivery] of plan.entries()) {
    const source = byProvider.get(delivery.provider);
    if (source === undefined) throw new Error(`There is no source for ${delivery.provider}.`);
    await postPatiently(frontDoor, delivery, source);
    const sent = index + 1;
    if (sent % TELL_EVERY === 0 || sent === plan.length) tell(`${sent} of ${plan.length} webhooks accepted`);
  }
}

/** A busy door says 503 and when to come back; platforms do come back. */
async function postPatiently(frontDoor: string, delivery: PlannedDelivery, source: SigningSource): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const response = await fetch(frontDoor + new URL(source.url).pathname, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...signDelivery(delivery, source, new Date()) },
      body: delivery.body,
    });
    const answer = await response.text();
    if (response.ok) return;
    if (response.status !== 503 || attempt === ATTEMPTS) {
      throw new FrontDoorError(response.status, `webhook ${delivery.id}: ${response.status} ${answer.slice(0, 300)}`);
    }
    await wait(Number(response.headers.get('retry-after') ?? 1) * 1000);
  }
}
