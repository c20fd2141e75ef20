import type { SeededRandom } from '../seeded-random.js';

/** A webhook as a platform would post it, and how often. */
export interface PlannedDelivery {
  /** The same for each repeat; what the platform calls the message. */
  readonly id: string;
  readonly body: string;
  /** When to post it, once for each entry, in milliseconds from now. */
  readonly after: readonly number[];
  readonly poison: boolean;
}

const KNOWN_PEOPLE = 400;

/** Plans deliveries that never end: new people, bare addresses, more about known people, repeats, latecomers, poison. */
export class DeliveryPlan {
  private count = 0;
  private readonly known: string[] = [];

  constructor(
    private readonly random: SeededRandom,
    /** Tells the people and messages of this plan from those of others. */
    private readonly name: string,
  ) {}

  next(): PlannedDelivery {
    const { random } = this;
    const id = `msg_${this.name}_${this.count++}`;
    const poison = random.chance(0.02);
    return { id, body: poison ? this.poison() : this.body(), after: this.times(), poison };
  }

  /** Most at once; some late, so that they come out of order; some several times, at once or much later. */
  private times(): number[] {
    const { random } = this;
    const first = random.chance(0.15) ? random.between(200, 6_000) : 0;
    const repeats = random.chance(0.08) ? random.between(1, 2) : 0;
    return [first, ...Array.from({ length: repeats }, () => first + random.pick([0, 0, 50, 1_000, 8_000]))];
  }

  private body(): string {
    const { random } = this;
    const about = random.next();
    if (about < 0.2 && this.known.length > 0) return this.lead(random.pick(this.known));
    const email = `${this.name}-${this.count}@people.example`;
    if (this.known.push(email) > KNOWN_PEOPLE) this.known.shift();
    if (about < 0.3) return envelope({ email });
    return this.lead(email);
  }

  private lead(email: string): string {
    const { random } = this;
    return envelope({
      email,
      name: `Person ${random.between(1, 1_000)}`,
      title: random.pick(['Head of Operations', 'Buyer', 'Student']),
      company: `Firm ${random.between(1, 300)}`,
      employees: random.between(1, 220),
      country: random.pick(['NO', 'DE', 'FR']),
      utm_source: 'newsletter',
      utm_campaign: random.pick(['spring', 'autumn']),
      content: 'Guide: cutting dock waiting times',
      form: 'Book a demo',
    });
  }

  /** Rightly signed, and never to become anything. */
  private poison(): string {
    return this.random.pick(['{"type": "lead.submitted", "data": {', '[]', '"lead"', '\u0000\u0001 not JSON at all']);
  }
}

function envelope(data: object): string {
  return JSON.stringify({ type: 'lead.submitted', timestamp: new Date().toISOString(), data });
}
