import type { ServerResponse } from 'node:http';
import { asJson, type SeenRequest } from '../server/test/stub-upstream.fixture.js';

type Owner = 'ingest' | 'feedback' | 'reporting';

interface StubLetter {
  readonly id: string;
  readonly origin: { readonly kind: string; readonly topic?: string };
  readonly reason: string;
  message: string;
  attempts: number;
  state: string;
  views: { by: string; at: string }[];
  readonly [field: string]: unknown;
}

interface StubRun {
  readonly id: string;
  state: string;
  done: number;
  replayed: number;
  endedAt: string | null;
  readonly total: number;
  readonly left: StubLetter[];
  readonly [field: string]: unknown;
}

/** The dead letters of the stub services, as the API has them. */
export class StubDeadLetters {
  /** Bodies of what was asked, by path. */
  readonly asked: { path: string; body: unknown }[] = [];
  /** Replays of one letter fail. */
  stillBroken = false;
  /** How many letters a run settles each time it is looked at. */
  pace = 10;
  private readonly letters = new Map<Owner, StubLetter[]>();
  private readonly runs = new Map<Owner, StubRun[]>();
  private now = new Date();

  reset(now: Date): void {
    this.now = now;
    this.asked.length = 0;
    this.stillBroken = false;
    this.pace = 10;
    this.runs.clear();
    this.letters.clear();
    this.letters.set('ingest', [
      this.letter(1, { message: 'nobody can be found in the body: map person.email', reason: 'REFUSED' }),
      this.letter(2, { message: 'the body is not JSON', reason: 'UNREADABLE', body: { kind: 'hidden' } }),
    ]);
    this.letters.set(
      'feedback',
      Array.from({ length: 64 }, (_, index) =>
        this.letter(100 + index, {
          origin: {
            kind: 'record',
            topic: 'lead.routed',
            partition: index % 12,
            offset: String(4_000 + index),
          },
          message:
            'Breaks the schema of lead.routed: rep.name: Invalid input: expected string, received undefined',
          reason: 'SCHEMA',
          attempts: 3,
          subject: '0198a100-0000-7000-8000-000000001000',
          eventId: '0198a100-0000-7000-8000-000000002000',
          stack: 'UnusableRecord: Breaks the schema of lead.routed\n    at readEvent (read-event.js:59:11)',
        }),
      ),
    );
  }

  idOf(number: number): string {
    return `019a2b4e-0000-7000-8000-${String(number).padStart(12, '0')}`;
  }

  /** @returns whether the request was about dead letters. */
  answer(service: Owner, { method, url, body }: SeenRequest, response: ServerResponse): boolean {
    const { pathname, searchParams } = new URL(url, 'http://stub');
    if (!pathname.startsWith('/dead-letters')) return false;
    const given = body.length > 0 ? JSON.parse(body.toString()) : {};
    if (method === 'POST') this.asked.push({ path: `${service}${pathname}`, body: given });
    if (searchParams.has('unmasked')) this.asked.push({ path: `${service}${pathname}`, body: 'unmasked' });
    const [, , first, second] = pathname.split('/');
    const letters = this.letters.get(service) ?? [];
    const runs = this.runs.get(service) ?? [];
    if (first === undefined) {
      const state = searchParams.get('state');
      const found = this.fitting(letters, Object.fromEntries(searchParams))
        .filter((letter) => letter.state === state)
        .filter(({ id }) => id < (searchParams.get('after') ?? 'z'))
        .sort((one, other) => (one.id < other.id ? 1 : -1));
      asJson(response, 200, found.slice(0, Number(searchParams.get('limit'))));
    } else if (first === 'groups') {
      asJson(response, 200, this.groups(letters, Object.fromEntries(searchParams)));
    } else if (first === 'replays' && method === 'GET') {
      for (const run of runs) this.work(run);
      asJson(response, 200, runs);
    } else if (first === 'replays') {
      asJson(response, 202, second ? this.stop(runs, second) : this.begin(service, letters, given));
    } else if (first === 'close') {
      const chosen = this.chosen(letters, given);
      for (const letter of chosen) this.settle(letter, 'closed', given.note);
      asJson(response, 200, { closed: chosen.length });
    } else {
      this.one(
        letters.find(({ id }) => id === first)!,
        second,
        searchParams.has('unmasked'),
        response,
      );
    }
    return true;
  }

  private one(
    letter: StubLetter,
    act: string | undefined,
    unmasked: boolean,
    response: ServerResponse,
  ): void {
    if (act === 'replay' && this.stillBroken) {
      Object.assign(letter, { message: 'still no e-mail address', attempts: letter.attempts + 1 });
      const problem = {
        title: 'Conflict',
        status: 409,
        detail: `It failed again and stays open: ${letter.message}`,
      };
      return asJson(response, 409, problem, { 'content-type': 'application/problem+json' });
    }
    if (act === 'replay') {
      this.settle(letter, 'replayed', null);
      return asJson(response, 200, { outcome: 'replayed' });
    }
    if (!unmasked) return asJson(response, 200, letter);
    letter.views.unshift({ by: 'operator', at: new Date().toISOString() });
    const text = '{"person":{"email":"nora@fjord.example","fullName":"Nora Lindqvist"}}';
    asJson(response, 200, { ...letter, masked: false, body: { kind: 'text', text } });
  }

  private begin(
    service: Owner,
    letters: StubLetter[],
    given: { ids?: string[]; filter?: Record<string, string> },
  ) {
    const left = this.chosen(letters, given);
    const run: StubRun = {
      id: `run-${service}-${this.asked.length}`,
      state: 'running',
      perSecond: 50,
      total: left.length,
      done: 0,
      replayed: 0,
      failed: 0,
      skipped: 0,
      startedBy: 'operator',
      startedAt: new Date().toISOString(),
      endedAt: null,
      left,
    };
    this.runs.set(service, [run, ...(this.runs.get(service) ?? [])]);
    return run;
  }

  private work(run: StubRun): void {
    if (run.state !== 'running') return;
    for (const letter of run.left.splice(0, this.pace)) {
      this.settle(letter, 'replayed', null);
      run.done = run.replayed += 1;
    }
    if (run.left.length === 0) Object.assign(run, { state: 'done', endedAt: new Date().toISOString() });
  }

  private stop(runs: StubRun[], id: string): StubRun {
    const run = runs.find((each) => each.id === id)!;
    return Object.assign(run, { state: 'stopped', endedAt: new Date().toISOString() });
  }

  private groups(letters: StubLetter[], filter: Record<string, string>) {
    const open = this.fitting(letters, filter).filter(({ state }) => state === 'open');
    return [...Map.groupBy(open, (letter) => `${letter.reason} ${topicOf(letter)}`).values()].map(
      (group) => ({
        reason: group[0]!.reason,
        topic: topicOf(group[0]!),
        count: group.length,
        oldest: group[0]!['createdAt'],
      }),
    );
  }

  private chosen(
    letters: StubLetter[],
    { ids, filter }: { ids?: string[]; filter?: Record<string, string> },
  ) {
    const open = letters.filter(({ state }) => state === 'open');
    return ids ? open.filter(({ id }) => ids.includes(id)) : this.fitting(open, filter ?? {});
  }

  private fitting(letters: StubLetter[], { reason, topic, text }: Record<string, string>): StubLetter[] {
    return letters.filter(
      (letter) =>
        (!reason || letter.reason === reason) &&
        (!topic || topicOf(letter) === topic) &&
        (!text || letter.message.toLowerCase().includes(text.toLowerCase())),
    );
  }

  private settle(letter: StubLetter, state: string, note: string | null): void {
    Object.assign(letter, { state, note, settledAt: new Date().toISOString(), settledBy: 'operator' });
  }

  private letter(number: number, known: Record<string, unknown>): StubLetter {
    return {
      id: this.idOf(number),
      origin: { kind: 'delivery', deliveryId: this.idOf(9_000 + number) },
      eventId: null,
      subject: null,
      reason: 'FAILED',
      message: '',
      attempts: 1,
      state: 'open',
      note: null,
      createdAt: new Date(this.now.getTime() - 3_600_000).toISOString(),
      settledAt: null,
      settledBy: null,
      masked: true,
      key: null,
      headers: { 'content-type': 'application/json' },
      stack: null,
      bodyBytes: 70,
      body: { kind: 'masked', json: { person: { email: 'n…@…', fullName: 'N…' } } },
      views: [],
      ...known,
    } as StubLetter;
  }
}

const topicOf = ({ origin }: StubLetter): string => origin.topic ?? origin.kind;
