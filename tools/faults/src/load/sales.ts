import { setTimeout as pause } from 'node:timers/promises';
import type { Rig } from '../rig/rig.js';
import type { SeededRandom } from '../seeded-random.js';
import { repIds } from './workspace.js';

const REASONS = ['NO_PROJECT', 'NOT_READY_RESEARCHING', 'NO_BUDGET', 'BAD_CONTACT_DATA'];
const LOOK_EVERY_MS = 700;

/** Reps who answer most of their leads, some twice, because a phone on a train sends things twice. */
export class Sales {
  verdicts = 0;
  private running: Promise<unknown> | null = null;
  private stopping = false;

  constructor(
    private readonly rig: Rig,
    private readonly random: SeededRandom,
  ) {}

  start(): void {
    this.stopping = false;
    this.running = Promise.all(repIds.map((id) => this.work(id, this.random.fork())));
  }

  async stop(): Promise<void> {
    this.stopping = true;
    await this.running;
  }

  private async work(repId: string, random: SeededRandom): Promise<void> {
    const rep = this.rig.as('rep', repId);
    while (!this.stopping) {
      try {
        const { leads } = await rep.get<{ leads: { leadId: string }[] }>('/api/feedback/leads?state=open&limit=10');
        for (const { leadId } of leads) {
          if (this.stopping || random.chance(0.3)) continue;
          const accepts = random.chance(0.4);
          const verdict = accepts ? {} : { reasons: [random.pick(REASONS)] };
          for (let time = random.chance(0.1) ? 2 : 1; time > 0; time--) {
            await rep.post(`/api/feedback/leads/${leadId}/${accepts ? 'accept' : 'reject'}`, verdict);
          }
          this.verdicts++;
        }
      } catch {
        // The front door or feedback is away; the lead is still on the list.
      }
      await pause(LOOK_EVERY_MS);
    }
  }
}
