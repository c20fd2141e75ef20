import type { ServerResponse } from 'node:http';
import type { Condition } from '@baton/contracts';
import { asJson, type SeenRequest } from '../server/test/stub-upstream.fixture.js';
import { leadIdOf } from './sample-leads.fixture.js';
import { StubLine } from './stub-line.fixture.js';
import { StubVersions } from './stub-versions.fixture.js';

const title = (...words: string[]): Condition => ({
  any: words.map((value) => ({ field: 'person.title', op: 'contains', value })),
});

const content = {
  line: 30,
  rules: [
    {
      id: 'decides',
      says: 'decides or leads a team',
      dimension: 'fit',
      points: 15,
      when: title('head of', 'director'),
    },
    {
      id: 'mid-size',
      says: 'works at a firm of 50 people or more',
      dimension: 'fit',
      points: 10,
      when: { field: 'company.employees', op: 'atLeast', value: 50 },
    },
    {
      id: 'far-away',
      says: 'outside the regions we serve',
      dimension: 'fit',
      points: -5,
      when: { field: 'source.channel', op: 'notIn', value: ['event', 'referral'] },
    },
    {
      id: 'hand-raise',
      says: 'asked to talk to us',
      dimension: 'engagement',
      points: 30,
      when: { field: 'passport.prompted.kind', op: 'in', value: ['demo-request', 'contact-request'] },
    },
  ],
  activities: [
    {
      id: 'pricing-page',
      says: 'looked at the prices',
      when: { field: 'content', op: 'contains', value: 'pricing' },
      points: 8,
      counts: 'everyTime',
      atMostPerDay: 1,
      atMostPoints: 16,
      halfLifeDays: 14,
    },
  ],
  exclusions: [{ id: 'student', says: 'is a student', when: title('student') }],
  skipTheLine: [],
};
type Content = typeof content;

/** The curve of a table that finds most wins among the first third. */
const curve = (better: number) =>
  Array.from({ length: 21 }, (_, at) => {
    const share = at / 20;
    const value = Math.min(1, share ** (0.5 - better));
    const doubt = 0.12 * share * (1 - share);
    return { share, winsKept: { value, low: Math.max(0, value - doubt), high: Math.min(1, value + doubt) } };
  });

/** Scoring, as far as the pages about it ask. */
export class StubScoring {
  /** Newest last. */
  readonly tables: Array<Content & { version: number; author: string; reason: string; promotedAt: string }>;
  previews = 0;
  /** Paths that an older service does not know. */
  readonly unknown = new Set<string>();
  readonly line: StubLine;
  readonly versions: StubVersions;

  constructor(private readonly now: Date) {
    this.line = new StubLine(now);
    this.versions = new StubVersions(now);
    const promotedAt = new Date(now.getTime() - 3 * 86_400_000).toISOString();
    this.tables = [{ ...content, version: 12, author: 'Mika', reason: 'what the reps said', promotedAt }];
  }

  get ruling() {
    return this.tables.at(-1)!;
  }

  /** A version that somebody saves. */
  save(changed: Partial<Content>, author: string, reason: string) {
    this.tables.push({
      ...this.ruling,
      ...changed,
      version: this.ruling.version + 1,
      author,
      reason,
      promotedAt: this.now.toISOString(),
    });
  }

  /** @returns whether it was a question about scoring. */
  answer(request: SeenRequest, response: ServerResponse): boolean {
    if (this.unknown.has(new URL(request.url, 'http://stub').pathname)) {
      asJson(response, 404, { title: 'Not found', status: 404, detail: 'There is nothing at this address.' });
      return true;
    }
    if (this.line.answer(request, response) || this.versions.answer(request, response)) return true;
    const { method, url, body } = request;
    const { pathname } = new URL(url, 'http://stub');
    const given = () => JSON.parse(body.toString());
    switch (`${method} ${pathname}`) {
      case 'GET /points-tables/ruling':
        asJson(response, 200, this.ruling);
        return true;
      case 'POST /points-tables': {
        const { reason, ...changed } = given() as Content & { reason: string };
        this.save(changed, 'Test', reason);
        asJson(response, 201, { kind: 'promoted', version: this.ruling.version, changes: [] });
        return true;
      }
      case 'POST /preview/table':
        this.previews += 1;
        asJson(response, 200, this.preview(given().table as Content));
        return true;
      default:
        if (!pathname.startsWith('/decisions/')) return false;
        asJson(response, 200, [this.decision]);
        return true;
    }
  }

  private get decision(): object {
    const factors = [
      { rule: 'hand-raise', says: 'asked for a demo', points: 12, dimension: 'engagement' },
      { rule: 'student', says: 'student address', points: -8, dimension: 'fit' },
    ];
    return {
      id: leadIdOf(700),
      score: { score: 4, fit: -8, engagement: 12, probability: 0.21, factors, modelVersion: 12 },
      decision: 'qualified',
      reasons: ['asked for a demo', '4 points'],
      sampleProbability: 0.02,
      decidedAt: this.now.toISOString(),
    };
  }

  private preview({ rules, line }: Content): object {
    const sum = (some: Content['rules']) => some.reduce((total, { points }) => total + points, 0);
    const more = sum(rules) - sum(this.ruling.rules) - (line - this.ruling.line);
    const people = ['Nora Lindqvist', 'Adaeze Obi', 'Tomás Ferreira'].slice(0, Math.min(3, Math.abs(more)));
    return {
      curve: curve(0.02 + more / 200),
      rulingCurve: curve(0.02),
      lastWeek: {
        leads: 400,
        sentNow: 180,
        sentThen: 180 + Math.sign(more) * people.length,
        changed: people.map((who, at) => ({
          leadId: leadIdOf(at),
          who,
          from: more > 0 ? 'held' : 'qualified',
          to: more > 0 ? 'qualified' : 'held',
          scoreFrom: 28,
          scoreTo: 28 + more,
        })),
      },
    };
  }
}
