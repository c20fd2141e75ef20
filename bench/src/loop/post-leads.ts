import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { leadBody, type Target } from './target.js';

export interface Posted {
  readonly emails: string[];
  /** How long each answer took, in milliseconds. */
  readonly answeredIn: number[];
  /** When each was sent, on the clock of `performance.now()`. */
  readonly sentAt: Map<string, number>;
  readonly elapsedMs: number;
}

/** Posts leads over so many connections, each as soon as the answer before it is there. */
export async function postClosedLoop(target: Target, connections: number, goOn: (posted: number) => boolean): Promise<Posted> {
  const poster = new Poster(target, connections);
  const startedAt = performance.now();
  let posted = 0;
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (goOn(posted)) {
        posted++;
        await poster.post();
      }
    }),
  );
  return poster.finish(startedAt);
}

/** Posts leads at a steady rate, whether the ones before are answered or not. */
export async function postOpenLoop(target: Target, perSecond: number, seconds: number): Promise<Posted> {
  const poster = new Poster(target, 256);
  const startedAt = performance.now();
  const answers: Promise<void>[] = [];
  for (let count = 0; count < perSecond * seconds; count++) {
    const due = startedAt + (count * 1_000) / perSecond;
    const early = due - performance.now();
    if (early > 0) await new Promise((resolve) => setTimeout(resolve, early));
    const answer = poster.post();
    // Looked at below; until then a refusal must not end the process and leave its servers behind.
    answer.catch(() => undefined);
    answers.push(answer);
  }
  await Promise.all(answers);
  return poster.finish(startedAt);
}

class Poster {
  private readonly agent: Agent;
  private readonly url: URL;
  private readonly emails: string[] = [];
  private readonly answeredIn: number[] = [];
  private readonly sentAt = new Map<string, number>();

  constructor(
    private readonly target: Target,
    connections: number,
  ) {
    this.agent = new Agent({ keepAlive: true, maxSockets: connections });
    this.url = new URL(target.url);
  }

  async post(): Promise<void> {
    const id = randomUUID();
    const email = `lead-${id}@people.example`;
    const body = leadBody(email);
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), ...this.target.sign(id, body) };
    const sentAt = performance.now();
    this.sentAt.set(email, sentAt);
    const status = await new Promise<number>((resolve, reject) => {
      const sent = request(this.url, { method: 'POST', agent: this.agent, headers }, (answer) => {
        answer.resume().on('end', () => resolve(answer.statusCode ?? 0));
      });
      sent.on('error', reject).end(body);
    });
    if (status < 200 || status > 299) throw new Error(`${this.target.name} answered ${status}`);
    this.answeredIn.push(performance.now() - sentAt);
    this.emails.push(email);
  }

  finish(startedAt: number): Posted {
    this.agent.destroy();
    const { emails, answeredIn, sentAt } = this;
    return { emails, answeredIn, sentAt, elapsedMs: performance.now() - startedAt };
  }
}
