import { createHmac, randomUUID } from 'node:crypto';
import { Pool } from 'undici';
import { leadBody } from '../loop/target.js';
import { quantile } from '../loop/quantile.js';

/** What a sender is to do. */
export interface Volley {
  readonly url: string;
  readonly secret: string;
  /** How long, in seconds. */
  readonly seconds: number;
  /** So many connections, each of which sends again as soon as it is answered … */
  readonly connections: number;
  /** … or, given this, so many webhooks a second whether the ones before are answered or not. */
  readonly perSecond?: number;
  /** The people that the webhooks are about, anybody from the first to this number. */
  readonly people: number;
}

export interface Fired {
  readonly accepted: number;
  /** Turned away with 429 or 503: the sender would come again. */
  readonly turnedAway: number;
  readonly failed: number;
  readonly acceptedPerSecond: number;
  readonly acceptedP50Ms: number;
  readonly acceptedP99Ms: number;
  /** Of every answer, whatever it says. */
  readonly answeredP99Ms: number;
}

interface Shot {
  readonly body: Buffer;
  readonly headers: Record<string, string>;
}

/** Signed beforehand, more than can be sent: a sender that signs takes the core from whom it measures. */
const MOST_PER_SECOND = 12_000;
/** A crowd: platforms open one more connection for a webhook when those they have are waiting. */
const CROWD = 4_096;

/** Fires webhooks, all different in what they say they are, and counts the answers. */
export async function fire({ url, secret, seconds, connections, perSecond, people }: Volley): Promise<Fired> {
  const { origin, pathname } = new URL(url);
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const shots = Array.from({ length: seconds * (perSecond ?? MOST_PER_SECOND) }, () => signed(key, people));
  const pool = new Pool(origin, { connections: perSecond === undefined ? connections : CROWD, pipelining: 1 });
  const acceptedIn: number[] = [];
  const answeredIn: number[] = [];
  let [accepted, turnedAway, failed, next] = [0, 0, 0, 0];
  const shoot = async (): Promise<void> => {
    const { body, headers } = shots[next++ % shots.length] as Shot;
    const sentAt = performance.now();
    try {
      const answer = await pool.request({ path: pathname, method: 'POST', headers, body });
      await answer.body.dump();
      const took = performance.now() - sentAt;
      answeredIn.push(took);
      if (answer.statusCode === 200) {
        accepted++;
        acceptedIn.push(took);
      } else if (answer.statusCode === 503 || answer.statusCode === 429) turnedAway++;
      else failed++;
    } catch {
      failed++;
    }
  };

  const startedAt = performance.now();
  const endsAt = startedAt + seconds * 1_000;
  if (perSecond === undefined) {
    const again = async () => {
      while (performance.now() < endsAt) await shoot();
    };
    await Promise.all(Array.from({ length: connections }, again));
  } else {
    const shooting: Promise<void>[] = [];
    for (let now = startedAt; now < endsAt; now = performance.now()) {
      const due = ((now - startedAt) / 1_000) * perSecond;
      while (shooting.length < due) shooting.push(shoot());
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    await Promise.all(shooting);
  }
  const elapsedMs = performance.now() - startedAt;
  await pool.destroy();
  return {
    accepted,
    turnedAway,
    failed,
    acceptedPerSecond: (accepted * 1_000) / elapsedMs,
    acceptedP50Ms: quantile(acceptedIn, 0.5),
    acceptedP99Ms: quantile(acceptedIn, 0.99),
    answeredP99Ms: quantile(answeredIn, 0.99),
  };
}

function signed(key: Buffer, people: number): Shot {
  const id = randomUUID();
  const timestamp = String(Math.floor(Date.now() / 1_000));
  const body = leadBody(`person-${1 + Math.floor(Math.random() * people)}@people.example`);
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return {
    body: Buffer.from(body),
    headers: {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': timestamp,
      'webhook-signature': `v1,${signature}`,
    },
  };
}
