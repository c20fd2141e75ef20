import type { ServerResponse } from 'node:http';
import { asJson, type SeenRequest } from '../server/test/stub-upstream.fixture.js';

type Chosen = Readonly<Record<string, readonly string[] | string>>;
interface Asked {
  readonly repId: string;
  readonly name: string;
  readonly askedBy: string;
  readonly askedAt: string;
  answers: Chosen | null;
  answeredAt: string | null;
}

const choicesOf = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([id, label]) => ({ id, label }));
const questions = [
  {
    id: 'ready',
    asks: 'What should somebody have done before you call?',
    choices: choicesOf({
      'demo-request': 'Asked for a demo',
      'pricing-request': 'Asked for prices',
      read: 'Read or watched something of ours',
    }),
    isOpen: false,
  },
  {
    id: 'seniority',
    asks: 'Whom do you want to talk to?',
    choices: choicesOf({
      executive: 'Executive, founder',
      director: 'Director, head of',
      manager: 'Manager, team lead',
    }),
    isOpen: false,
  },
  {
    id: 'function',
    asks: 'What should they work in?',
    choices: choicesOf({ operations: 'Operations', finance: 'Finance' }),
    isOpen: false,
  },
  {
    id: 'size',
    asks: 'How many people should the firm have?',
    choices: choicesOf({ middle: '50 to 249', large: '250 to 999' }),
    isOpen: false,
  },
  {
    id: 'industry',
    asks: 'Which industries?',
    choices: choicesOf({ Logistics: 'Logistics', Retail: 'Retail' }),
    isOpen: true,
  },
  { id: 'country', asks: 'Which countries?', choices: choicesOf({ NO: 'Norway', SE: 'Sweden' }), isOpen: true },
  {
    id: 'rejects',
    asks: 'What makes you say no?',
    choices: choicesOf({ NO_BUDGET: 'No budget', STUDENT_OR_JOBSEEKER: 'Student or job seeker' }),
    isOpen: false,
  },
];

const demo = { field: 'passport.prompted.kind', op: 'is', value: 'demo-request' };
const director = { field: 'person.seniority', op: 'is', value: 'director' };
const statements = [
  {
    id: 'ready-demo-request',
    question: 'ready',
    says: 'asked for a demo',
    dimension: 'engagement',
    wanted: true,
    when: demo,
    saidBy: ['Ada', 'Jonas'],
    unsaidBy: [],
    points: 27,
  },
  {
    id: 'seniority-director',
    question: 'seniority',
    says: 'is a director or head of something',
    dimension: 'fit',
    wanted: true,
    when: director,
    saidBy: ['Ada'],
    unsaidBy: ['Jonas'],
    points: 7,
  },
  {
    id: 'rejects-no-budget',
    question: 'rejects',
    says: 'No budget',
    dimension: 'engagement',
    wanted: false,
    when: null,
    saidBy: ['Jonas'],
    unsaidBy: [],
    points: 0,
  },
];
const executive = {
  ...statements[1]!,
  id: 'seniority-executive',
  says: 'is an executive or a founder',
  when: { field: 'person.seniority', op: 'is', value: 'executive' },
};
const rate = (hits: number, of: number) => ({
  hits,
  of,
  interval: { low: Math.max(0, hits / of - 0.12), high: Math.min(1, hits / of + 0.12) },
});
const done = [
  {
    ...statements[0],
    done: {
      sent: 131,
      accepted: rate(80, 100),
      othersAccepted: rate(60, 200),
      won: { hits: 9, of: 80, interval: { low: 0.05, high: 0.2 } },
      verdict: 'as said',
      says: 'sales takes 80 % of these and 30 % of the others, as it said',
    },
  },
  {
    ...statements[1],
    done: {
      sent: 6,
      accepted: { hits: 3, of: 5, interval: { low: 0.1, high: 0.95 } },
      othersAccepted: rate(137, 295),
      won: { hits: 0, of: 0, interval: { low: 0, high: 1 } },
      verdict: 'too few',
      says: '3 of 5: too few to act',
    },
  },
];

/** Scoring, as far as sales is asked which leads it wants; and routing, as far as it knows the reps. */
export class StubInterview {
  /** The rep who looks sees only themselves, as the service has it. */
  whoLooks: string | null = null;
  readonly reps: Asked[] = [];

  constructor(private readonly now: Date) {}

  ask(repId: string, name: string, answers: Chosen | null = null): void {
    const at = this.now.toISOString();
    this.reps.push({ repId, name, askedBy: 'Mika', askedAt: at, answers, answeredAt: answers && at });
  }

  /** @returns whether it was a question about the interview. */
  answer({ method, url, body }: SeenRequest, response: ServerResponse): boolean {
    const { pathname } = new URL(url, 'http://stub');
    if (pathname === '/said-and-done') {
      asJson(response, 200, this.answered.length === 0 ? [] : done);
      return true;
    }
    if (!pathname.startsWith('/interview')) return false;
    const given = () => JSON.parse(body.toString());
    switch (`${method} ${pathname}`) {
      case 'GET /interview':
        asJson(response, 200, {
          questions,
          reps: this.reps.filter(({ repId }) => this.whoLooks === null || this.whoLooks === repId),
        });
        return true;
      case 'POST /interview':
        for (const { repId, name } of given().reps) this.ask(repId, name);
        asJson(response, 201, this.reps);
        return true;
      case 'PUT /interview/answers': {
        const mine = this.reps.find(({ repId }) => repId === this.whoLooks)!;
        Object.assign(mine, { answers: given(), answeredAt: this.now.toISOString() });
        asJson(response, 200, mine);
        return true;
      }
      case 'GET /interview/table':
        asJson(response, 200, this.draft);
        return true;
      default:
        this.reps.splice(
          this.reps.findIndex(({ repId }) => pathname.endsWith(repId)),
          1,
        );
        response.writeHead(204).end();
        return true;
    }
  }

  private get answered() {
    return this.reps.filter(({ answers }) => answers);
  }

  private get draft() {
    if (this.answered.length === 0) return { table: null, statements: [], disagreements: [] };
    const rules = statements
      .concat(this.answered.length > 2 ? executive : [])
      .filter(({ when }) => when)
      .map(({ id, says, dimension, when, points }) => ({ id, says, dimension, when, points }));
    return {
      table: { line: 30, rules, activities: [], exclusions: [], skipTheLine: [] },
      statements,
      disagreements: [
        {
          id: 'seniority-director',
          question: 'seniority',
          says: 'is a director or head of something: Ada says so, Jonas does not',
        },
      ],
    };
  }
}
