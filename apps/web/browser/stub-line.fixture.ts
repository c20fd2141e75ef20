import type { ServerResponse } from 'node:http';
import { asJson, type SeenRequest } from '../server/test/stub-upstream.fixture.js';

const around = (value: number, doubt: number) => ({ value, low: value - doubt, high: value + doubt });
const planned = (share: number) => ({
  share,
  cut: Math.round(60 - 50 * share),
  winsKept: around(Math.sqrt(share), 0.1 * share * (1 - share)),
  acceptance: around(0.7 - 0.4 * share, 0.04),
  lift: around(2.33 - 1.33 * share, 0.12),
});

/** Scoring, as far as somebody plans how many leads sales gets. */
export class StubLine {
  alarms: object[] = [];
  /** What was set, as it was asked for. */
  readonly set: object[] = [];
  private line: object;

  constructor(private readonly now: Date) {
    this.line = {
      version: 1,
      policy: { kind: 'share', share: 0.6, sampleShare: 0.02 },
      cut: 28,
      author: 'Mika',
      reason: 'as agreed with sales',
      setAt: this.now.toISOString(),
      until: null,
      lastWeek: { leads: 400, sent: 241 },
      dryRun: null,
    };
  }

  /** @returns whether it was a question about the line. */
  answer({ method, url, body }: SeenRequest, response: ServerResponse): boolean {
    const { pathname, searchParams } = new URL(url, 'http://stub');
    switch (`${method} ${pathname}`) {
      case 'GET /watch':
        asJson(response, 200, this.alarms);
        return true;
      case 'GET /line':
        asJson(response, 200, this.line);
        return true;
      case 'POST /line': {
        const asked = JSON.parse(body.toString());
        this.set.push(asked);
        this.take(asked);
        asJson(response, 201, this.line);
        return true;
      }
      case 'GET /planner':
        asJson(response, 200, this.plan(searchParams.get('kind'), Number(searchParams.get('value'))));
        return true;
      default:
        return false;
    }
  }

  private take({
    reason,
    until = null,
    dryRunWeeks,
    ...policy
  }: {
    until?: string | null;
    dryRunWeeks?: number;
    reason: string;
  }): void {
    if (dryRunWeeks === undefined) {
      this.line = { ...this.line, policy, reason, until, author: 'Test', cut: 35 };
      return;
    }
    const ends = new Date(this.now.getTime() + dryRunWeeks * 7 * 86_400_000).toISOString();
    const dryRun = { policy, reason, author: 'Test', until: ends, leads: 0, wouldSend: 0, sent: 0 };
    this.line = { ...this.line, dryRun };
  }

  private plan(kind: string | null, value: number): object {
    const shares = { share: value, capacity: Math.min(1, value / 400), quality: Math.min(1, (0.7 - value) / 0.4) };
    const share = shares[kind as keyof typeof shares];
    const leads = 5_200;
    return {
      evidence: { leads, labelled: 1_904, enough: true, says: 'Good ones among the leads whose end is known: 571 of 1904' },
      curve: Array.from({ length: 20 }, (_, at) => planned((at + 1) / 20)),
      baseline: { share: 1, acceptance: around(0.3, 0.03) },
      lastQuarter: share > 0 ? { leads, sent: Math.round(leads * share), ...planned(share) } : null,
    };
  }
}
