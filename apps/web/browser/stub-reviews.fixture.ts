import type { ServerResponse } from 'node:http';
import { asJson, type SeenRequest } from '../server/test/stub-upstream.fixture.js';

const idOf = (kind: number, number: number) => `0198a100-0000-7000-80${kind}0-${String(number).padStart(12, '0')}`;
const PEOPLE = [
  {
    name: 'Ada Lovelace',
    company: 'Fjordworks',
    one: 'ada@fjordworks.example',
    other: 'a.lovelace@fjordworks.example',
  },
  { name: 'Jonas Berg', company: 'Nordlys Shipping', one: 'jonas.berg@nordlys.example', other: 'jb@nordlys.example' },
  { name: 'Maria da Silva Santos', company: null, one: 'maria@gmail.com', other: 'maria.santos@lusitano.example' },
];
const SAME_NAME = [
  { field: 'familyName', agreement: 'same', weight: 9.8 },
  { field: 'givenName', agreement: 'same', weight: 7.1 },
];

/** Ingest, as far as the page about people who may be one asks it. */
export class StubReviews {
  /** What was said: `POST /reviews/…/join`. */
  readonly verdicts: { path: string; body: unknown }[] = [];
  private readonly open = new Set(PEOPLE.keys());
  private readonly merges: { id: string; undoneAt: string | null; undoneBy: string | null; of: number }[] = [];

  constructor(private readonly now: Date) {}

  answer({ method, url, body }: SeenRequest, response: ServerResponse): boolean {
    const { pathname } = new URL(url, 'http://stub');
    const [, what, id, verdict] = pathname.split('/');
    if (what !== 'reviews' && what !== 'merges') return false;
    if (method === 'POST') this.verdicts.push({ path: pathname, body: JSON.parse(body.toString() || '{}') });
    if (what === 'merges') this.answerMerges(id, response);
    else if (id === undefined)
      asJson(
        response,
        200,
        [...this.open].map((number) => this.listed(number)),
      );
    else this.answerReview(Number(id.slice(-12)), verdict, response);
    return true;
  }

  private answerMerges(id: string | undefined, response: ServerResponse): void {
    const undone = this.merges.find((merge) => merge.id === id);
    if (undone) Object.assign(undone, { undoneAt: this.now.toISOString(), undoneBy: 'Test' });
    asJson(
      response,
      200,
      this.merges.map((merge) => this.merged(merge)),
    );
  }

  private answerReview(number: number, verdict: string | undefined, response: ServerResponse): void {
    if (verdict === undefined) return asJson(response, 200, this.shown(number));
    if (!this.open.delete(number)) {
      const problem = {
        title: 'Conflict',
        status: 409,
        detail: 'Somebody has already joined the two; nothing was done.',
      };
      return asJson(response, 409, problem, { 'content-type': 'application/problem+json' });
    }
    if (verdict === 'join') this.merges.unshift({ id: idOf(3, number), undoneAt: null, undoneBy: null, of: number });
    asJson(response, 200, {});
  }

  private listed(number: number) {
    const { name, company, one, other } = PEOPLE[number]!;
    return {
      id: idOf(1, number),
      evidence: [...SAME_NAME, { field: 'phone', agreement: 'different', weight: -2.3 }],
      foundAt: this.now.toISOString(),
      people: [one, other].map((email, index) => ({ id: idOf(2, number * 2 + index), name, email, company })),
    };
  }

  private shown(number: number) {
    const { name, company, one, other } = PEOPLE[number]!;
    const at = new Date(this.now.getTime() - 5 * 86_400_000).toISOString();
    const said = (value: unknown) => ({ value, at });
    const source = { provider: 'typeform', channel: 'paid-search' };
    return {
      ...this.listed(number),
      people: [0, 1].map((index) => ({ id: idOf(2, number * 2 + index), receivedAt: at, source })),
      fields: [
        { field: 'person.email', one: said(one), other: said(other), differs: true },
        { field: 'person.fullName', one: said(name), other: said(name), differs: false },
        { field: 'person.title', one: said('Head of Operations'), other: said('COO'), differs: true },
        { field: 'person.city', one: null, other: said('Oslo'), differs: true },
        ...(company === null
          ? []
          : [{ field: 'company.name', one: said(company), other: said(company), differs: false }]),
        { field: 'attributes.Seats wanted', one: said(40), other: null, differs: true },
      ],
    };
  }

  private merged({ of, ...merge }: (typeof this.merges)[number]) {
    const { name, company, one, other } = PEOPLE[of]!;
    return {
      ...merge,
      survivorId: idOf(2, of * 2),
      at: this.now.toISOString(),
      by: 'Maya Okafor',
      says: 'Maya Okafor found the two to be one person',
      survivor: { name, email: one, company },
      loser: { name, email: other, company },
    };
  }
}
