import type { ServerResponse } from 'node:http';
import { asJson, type SeenRequest } from '../server/test/stub-upstream.fixture.js';

const because = {
  accepted: 109,
  rejected: [
    { reason: 'NOT_ICP_SIZE', verdicts: 61 },
    { reason: 'NOT_READY_RESEARCHING', verdicts: 44 },
  ],
};
const changes = [
  'works at a firm of 50 people or more: +10 → +4',
  'Industry is logistics: new, +12',
  'Channel is event: new, +6',
  'Job title is a student’s: new, −14',
  'looked at the prices: +8 → +11',
  'the chance that points stand for: fitted anew',
];
const judged = {
  leads: 412,
  learnedFrom: 961,
  enough: { enough: true, says: '151 of 412' },
  auc: { learned: 0.78, ruling: 0.69, difference: { low: 0.04, high: 0.14 } },
  kept: { learned: 0.82, ruling: 0.73, difference: { low: 0.02, high: 0.16 }, share: 0.5 },
  ece: 0.03,
};
const expected = {
  shareSent: 0.5,
  winsKept: 0.82,
  winsKeptBefore: 0.73,
  difference: { low: 0.02, high: 0.16 },
  leads: 412,
};
const needs = { have: 12, of: 200, says: '12 of 200 new verdicts: the next table is learned when all are there' };
const says = 'Better beyond doubt: on the 412 newest leads it puts the better of two first in 78.0 % of cases';

/** Scoring, as far as versions and what is learned are looked at. */
export class StubVersions {
  /** `POST /challenger/promote` and the like. */
  readonly acts: { path: string; body: unknown }[] = [];
  challenger: { state: string; [field: string]: unknown } | null;
  rescoring: object = { version: null, done: 0, total: 0, changed: 0, finishedAt: null };
  private learning = { goal: 'accepted', promoteByRule: false, newVerdicts: 200 };
  private readonly versions: object[];

  constructor(private readonly now: Date) {
    this.challenger = {
      id: '1',
      state: 'shadow',
      against: 12,
      progress: 1,
      startedAt: now.toISOString(),
      because,
      judged,
      verdict: 'better',
      says,
      changes,
      shadow: { leads: 130, agree: 112, onlyChallenger: 10, onlyRuling: 8 },
      version: null,
    };
    const ago = (days: number) => new Date(now.getTime() - days * 86_400_000).toISOString();
    const base = { because: null, expected: null, measured: null };
    this.versions = [
      {
        ...base,
        version: 12,
        kind: 'edited',
        author: 'Mika',
        reason: 'what the reps said',
        promotedAt: ago(3),
        changes: changes.slice(0, 2),
      },
      {
        version: 11,
        kind: 'learned',
        author: 'Baton',
        reason: '214 new verdicts',
        promotedAt: ago(40),
        changes,
        because,
        expected,
        measured: { says: 'Sales accepted 50 % of 310 leads instead of 44 % of 290.' },
      },
      {
        ...base,
        version: 10,
        kind: 'interview',
        author: 'Mika',
        reason: 'the interview of three reps',
        promotedAt: ago(80),
        changes: [],
      },
    ];
  }

  /** @returns whether it was a question about versions. */
  answer({ method, url, body }: SeenRequest, response: ServerResponse): boolean {
    const { pathname } = new URL(url, 'http://stub');
    const given = body.length > 0 ? JSON.parse(body.toString()) : {};
    if (method !== 'GET') {
      if (!/^\/(challenger|learning)|\/rule-again$/.test(pathname)) return false;
      this.acts.push({ path: `${method} ${pathname}`, body: given });
      this.act(`${method} ${pathname}`, given);
      asJson(response, 200, { kind: pathname.includes('/10/') ? 'unchanged' : 'promoted', version: 13 });
      return true;
    }
    const answers: Record<string, object> = {
      '/versions': this.versions,
      '/challenger': { needs, challenger: this.challenger },
      '/learning': this.learning,
      '/rescoring': this.rescoring,
    };
    const known = answers[pathname];
    if (known) asJson(response, 200, known);
    return known !== undefined;
  }

  private act(asked: string, given: Record<string, never>): void {
    if (asked === 'PUT /learning') this.learning = { ...this.learning, ...given };
    const { challenger } = this;
    if (challenger && asked === 'POST /challenger/train')
      this.challenger = { ...challenger, state: 'training', progress: 0.4 };
    if (challenger && asked === 'DELETE /challenger') this.challenger = { ...challenger, state: 'dropped' };
    if (challenger && asked === 'POST /challenger/promote')
      this.challenger = { ...challenger, state: 'promoted', version: 13 };
    if (asked === 'POST /challenger/promote') {
      this.rescoring = { version: 13, done: 600, total: 1_450, changed: 31, finishedAt: null };
      this.versions.unshift({ ...this.versions[1], version: 13, measured: null, promotedAt: this.now.toISOString() });
    }
  }
}
