import { seeded } from '@baton/evidence';
import type { Seen } from '@baton/learning';

const FIELDS = 40;
const NUMBERS = 15;

/** Leads of a firm that asks forty things of each, some of which matter. The same for the same seed. */
export function* firmLeads(seed: number): Generator<Seen> {
  const random = seeded(seed);
  for (;;) {
    const facts: Record<string, string | number | null> = {};
    let odds = -1.5;
    for (let field = 0; field < FIELDS; field += 1) {
      const draw = random();
      const isBlank = random() < 0.1;
      if (field < NUMBERS) facts[`attributes.Number ${field}`] = isBlank ? null : Math.floor(draw * draw * 2_000);
      else facts[`attributes.Answer ${field}`] = isBlank ? null : `answer ${Math.floor(draw * draw * 12)}`;
      if (field % 4 === 0 && !isBlank) odds += (draw - 0.5) * 1.2;
    }
    const won = random() < 1 / (1 + Math.exp(-odds));
    const lesson = random() < 0.5 ? 'fit' : 'engagement';
    yield { facts, won, weight: 1, ...(!won && { teaches: lesson }) };
  }
}

export function take<Item>(from: Generator<Item>, count: number): Item[] {
  return Array.from({ length: count }, () => from.next().value as Item);
}
