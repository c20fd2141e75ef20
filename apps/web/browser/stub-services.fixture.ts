import type { ServerResponse } from 'node:http';
import { rejectionReasonCodes, rejectionReasons } from '@baton/contracts';
import { asJson, startStubUpstream, type StubUpstream } from '../server/test/stub-upstream.fixture.js';
import { StubDeadLetters } from './stub-dead-letters.fixture.js';
import { StubInterview } from './stub-interview.fixture.js';
import { StubReviews } from './stub-reviews.fixture.js';
import { StubScoring } from './stub-scoring.fixture.js';
import { StubSources } from './stub-sources.fixture.js';
import { leadIdOf, type StubLead, stubLead } from './sample-leads.fixture.js';

const PAGE = /^\/leads\/([^/?]+)\/(accept|reject|contacted|won)$/;

export interface StubServices {
  readonly upstreams: Record<'feedback' | 'reporting' | 'ingest' | 'scoring' | 'routing', string>;
  readonly leads: Map<string, StubLead>;
  /** Puts a lead into the list and tells the stream, as routing does in the end. */
  arrive(number: number): StubLead;
  /** As if nothing had happened: so many open leads. */
  reset(open: number): void;
  /** Something happens to a lead elsewhere. */
  changeElsewhere(leadId: string, state: 'accepted' | 'rejected' | 'moved'): void;
  /** The next act is answered with this problem. */
  refuseNext(status: number, detail: string): void;
  /** What was asked of feedback: `POST /leads/…/accept`. */
  readonly acts: { path: string; body: unknown }[];
  /** Those of ingest, feedback and reporting. */
  readonly deadLetters: StubDeadLetters;
  readonly sources: StubSources;
  readonly reviews: StubReviews;
  readonly scoring: StubScoring;
  readonly interview: StubInterview;
  tick(): void;
  setReceived(received: number): void;
  stop(): Promise<void>;
}

/** The services behind the front door, as far as the pages ask them. */
export async function startStubServices(rep: { id: string; name: string }): Promise<StubServices> {
  const now = new Date();
  const leads = new Map<string, StubLead>();
  let changes = 0;
  const acts: StubServices['acts'] = [];
  const listeners = new Set<ServerResponse>();
  const ticks = new Set<ServerResponse>();
  let refusal: { status: number; detail: string } | null = null;
  let received = 412;
  const deadLetters = new StubDeadLetters();

  const listen = (to: Set<ServerResponse>, response: ServerResponse) => {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    response.write('retry: 200\n\n');
    to.add(response);
    response.on('close', () => to.delete(response));
  };
  const problem = (response: ServerResponse, status: number, detail: string) =>
    asJson(
      response,
      status,
      { title: 'Conflict', status, detail },
      { 'content-type': 'application/problem+json' },
    );
  const tell = (leadId: string, state: string) => {
    changes += 1;
    const lead = leads.get(leadId);
    if (lead) lead.changeNumber = changes;
    for (const listener of listeners) {
      listener.write(
        `id: ${changes}\nevent: lead\ndata: ${JSON.stringify({ leadId, state, changeNumber: changes })}\n\n`,
      );
    }
  };

  const feedback = await startStubUpstream((request, response) => {
    if (deadLetters.answer('feedback', request, response)) return;
    const { url, body } = request;
    const { pathname, searchParams } = new URL(url, 'http://stub');
    if (pathname === '/stream') return listen(listeners, response);
    if (pathname === '/reasons') {
      return asJson(
        response,
        200,
        rejectionReasonCodes.map((code) => ({ code, says: rejectionReasons[code].says })),
      );
    }
    if (pathname === '/leads') {
      const limit = Number(searchParams.get('limit') ?? 50);
      const from = Number(searchParams.get('after') ?? 0);
      const state = searchParams.get('state');
      const fitting = [...leads.values()].filter((lead) => !state || lead.state === state);
      const counts = { open: 0, accepted: 0, rejected: 0 };
      for (const lead of leads.values()) counts[lead.state] += 1;
      const next = from + limit < fitting.length ? String(from + limit) : null;
      return asJson(response, 200, {
        leads: fitting.slice(from, from + limit),
        counts,
        next,
        changeNumber: changes,
      });
    }
    const acted = PAGE.exec(pathname);
    const lead = leads.get(acted?.[1] ?? pathname.split('/')[2] ?? '');
    if (!lead) return problem(response, 404, 'Sales has no lead with this id.');
    if (!acted) return asJson(response, 200, { ...lead, verdicts: [], contacts: [] });
    const given = body.length > 0 ? (JSON.parse(body.toString()) as Record<string, never>) : {};
    acts.push({ path: pathname, body: given });
    if (refusal) {
      const { status, detail } = refusal;
      refusal = null;
      return problem(response, status, detail);
    }
    act(lead, acted[2]!, given);
    asJson(response, 200, lead);
    return tell(lead.leadId, lead.state);
  });

  const funnel = () => {
    const row = (campaign: string | null, campaignName: string, week: number, part: number) => {
      const people = Math.round(received * part);
      const share = (of: number) => Math.round(people * of);
      const [inquiry, held] = [share(0.1), share(0.42)];
      const qualified = people - inquiry - held;
      const rejected = Math.round(qualified * 0.3);
      const accepted = Math.round(qualified * 0.4);
      return {
        campaign,
        campaignName,
        week: `2026-W${week}`,
        weekStart: `2026-03-${String((week - 9) * 7 - 5).padStart(2, '0')}`,
        received: people,
        inquiry,
        undecided: 0,
        held,
        qualified,
        routed: qualified,
        accepted,
        rejected,
        rejectedBy: [
          {
            code: 'NOT_READY_RESEARCHING',
            says: 'Only reading up',
            main: Math.ceil(rejected * 0.6),
            any: Math.ceil(rejected * 0.8),
          },
          {
            code: 'NO_BUDGET',
            says: 'No budget',
            main: Math.floor(rejected * 0.4),
            any: Math.floor(rejected * 0.4),
          },
        ],
        won: Math.round(accepted * 0.2),
        told: qualified,
        toldOtherwise: Math.round(qualified * 0.3),
      };
    };
    const rows = [
      row('spring-launch', 'Spring launch', 12, 0.3),
      row('dock-webinar', 'Webinar: docks without queues', 12, 0.2),
      row('spring-launch', 'Spring launch', 11, 0.3),
      row(null, 'No campaign', 11, 0.2),
    ];
    const sum = (of: (each: (typeof rows)[number]) => number) =>
      rows.reduce((total, each) => total + of(each), 0);
    const totals = {
      received: sum((each) => each.received),
      inquiry: sum((each) => each.inquiry),
      undecided: 0,
      held: sum((each) => each.held),
      qualified: sum((each) => each.qualified),
      routed: sum((each) => each.routed),
      accepted: sum((each) => each.accepted),
      rejected: sum((each) => each.rejected),
      rejectedBy: [
        {
          code: 'NOT_READY_RESEARCHING',
          says: 'Only reading up',
          main: sum((each) => each.rejectedBy[0]!.main),
          any: sum((each) => each.rejectedBy[0]!.any),
        },
        {
          code: 'NO_BUDGET',
          says: 'No budget',
          main: sum((each) => each.rejectedBy[1]!.main),
          any: sum((each) => each.rejectedBy[1]!.any),
        },
      ],
      won: sum((each) => each.won),
      told: sum((each) => each.told),
      toldOtherwise: sum((each) => each.toldOtherwise),
    };
    return { rows, totals, rebuilding: false };
  };

  const reporting = await startStubUpstream((request, response) => {
    if (deadLetters.answer('reporting', request, response)) return;
    const { url } = request;
    const { pathname, searchParams } = new URL(url, 'http://stub');
    if (pathname === '/stream') return listen(ticks, response);
    if (pathname === '/health/ready')
      return asJson(response, 503, { status: 'not ready', reasons: ['database: connection refused'] });
    if (pathname === '/funnel')
      return asJson(
        response,
        200,
        searchParams.get('campaign') === 'none' && received === 0 ? { rows: [] } : funnel(),
      );
    if (pathname === '/campaigns')
      return asJson(response, 200, [{ key: 'spring-launch', name: 'Spring launch' }]);
    const heads = [...leads.values()].map((lead) => headOf(lead));
    if (pathname === '/leads') {
      const words = (searchParams.get('query') ?? '').toLowerCase();
      return asJson(response, 200, { leads: heads.filter(({ name }) => name.toLowerCase().includes(words)) });
    }
    const lead = leads.get(pathname.split('/')[2] ?? '');
    if (!lead) return problem(response, 404, 'No lead has this id.');
    return asJson(response, 200, {
      lead: headOf(lead),
      items: storyOf(lead),
      breaches: 0,
      rebuilding: false,
    });
  });

  let sources = new StubSources(now);
  let reviews = new StubReviews(now);
  const ingest = await startStubUpstream((request, response) => {
    if (deadLetters.answer('ingest', request, response)) return;
    const { url } = request;
    if (url === '/health/ready') return asJson(response, 200, { status: 'ready', reasons: [] });
    if (url === '/status') {
      return asJson(response, 200, {
        service: 'ingest',
        outbox: { depth: 3, ageMs: 120 },
        lag: [{ topic: 'lead.created', partition: 0, lag: 12 }],
        deadLetters: { open: 1 },
      });
    }
    if (url === '/erasures') {
      const { leadId } = JSON.parse(String(request.body)) as { leadId: string };
      acts.push({ path: 'POST /erasures', body: JSON.parse(String(request.body)) });
      leads.delete(leadId);
      return asJson(response, 202, { leadId, earlierIds: [], progress: `/erasures/${leadId}` });
    }
    if (url?.startsWith('/erasures/')) {
      const at = new Date().toISOString();
      const confirmed = { scoring: at, routing: at, feedback: null, reporting: at };
      return asJson(response, 200, { leadId: url.slice('/erasures/'.length), confirmed });
    }
    if (reviews.answer(request, response)) return;
    return sources.answer(request, response);
  });

  let judging = new StubScoring(now);
  let interview = new StubInterview(now);
  const scoring = await startStubUpstream((request, response) => {
    if (interview.answer(request, response)) return;
    if (!judging.answer(request, response)) problem(response, 502, 'This service does not answer.');
  });

  const routing = await startStubUpstream(({ url }, response) => {
    if (url !== '/reps') return problem(response, 502, 'This service does not answer.');
    const names = { [rep.id]: rep.name, [leadIdOf(801)]: 'Jonas Berg', [leadIdOf(802)]: 'Left Long-Ago' };
    const reps = Object.entries(names).map(([id, name]) => ({ id, name, active: name !== 'Left Long-Ago' }));
    return asJson(response, 200, reps);
  });

  const servers: StubUpstream[] = [feedback, reporting, ingest, scoring, routing];
  return {
    upstreams: {
      feedback: feedback.url,
      reporting: reporting.url,
      ingest: ingest.url,
      scoring: scoring.url,
      routing: routing.url,
    },
    leads,
    acts,
    deadLetters,
    get sources() {
      return sources;
    },
    get reviews() {
      return reviews;
    },
    get scoring() {
      return judging;
    },
    get interview() {
      return interview;
    },
    reset(open) {
      deadLetters.reset(now);
      sources = new StubSources(now);
      reviews = new StubReviews(now);
      judging = new StubScoring(now);
      interview = new StubInterview(now);
      leads.clear();
      acts.length = 0;
      refusal = null;
      received = 412;
      changes = open;
      for (let number = 0; number < open; number += 1) {
        const lead = stubLead(number, rep, new Date());
        leads.set(lead.leadId, lead);
      }
    },
    arrive(number) {
      const lead = stubLead(number, rep, now);
      leads.set(lead.leadId, lead);
      tell(lead.leadId, 'open');
      return lead;
    },
    changeElsewhere(leadId, state) {
      const lead = leads.get(leadId)!;
      if (state === 'moved') leads.delete(leadId);
      else lead.state = state;
      tell(leadId, state);
    },
    refuseNext(status, detail) {
      refusal = { status, detail };
    },
    tick() {
      for (const listener of ticks) {
        listener.write(
          `id: ${Date.now()}\nevent: tick\ndata: ${JSON.stringify({ leadIds: [], more: true })}\n\n`,
        );
      }
    },
    setReceived(next) {
      received = next;
    },
    async stop() {
      await Promise.all(servers.map((server) => server.stop()));
    },
  };
}

function act(lead: StubLead, what: string, given: Record<string, never>): void {
  switch (what) {
    case 'accept':
      lead.state = 'accepted';
      return;
    case 'reject':
      lead.state = 'rejected';
      lead.rejection = given as never;
      Object.assign(lead, { next: null });
      return;
    case 'contacted':
      lead.attempts += 1;
      Object.assign(lead, { next: lead.state === 'open' ? lead['next'] : null });
      return;
    case 'won':
      lead.won = given['amount'] ?? null;
  }
}

function headOf(lead: StubLead) {
  const { fullName, title, email } = lead.person;
  return {
    leadId: lead.leadId,
    name: fullName,
    title,
    email,
    company: (lead['company'] as { name: string }).name,
    campaign: 'spring-launch',
    channel: 'paid-search',
    receivedAt: lead['receivedAt'],
    score: (lead['score'] as { score: number }).score,
    state: lead.state === 'open' ? 'with-sales' : lead.state,
    owner: { repId: (lead['rep'] as { id: string }).id, name: (lead['rep'] as { name: string }).name },
    respondBy: lead['respondBy'],
    decideBy: lead['decideBy'],
    timeZone: 'Europe/Oslo',
    next: {
      who: 'Maya Okafor',
      by: lead['respondBy'],
      says: 'Maya Okafor responds by Tue 3 Mar 10:30 (Europe/Oslo)',
    },
  };
}

function storyOf(lead: StubLead) {
  const told = [
    ['touch.recorded', 'Read “Cutting dock waiting times”.'],
    ['lead.created', `A new lead: ${lead.person.fullName}, ${lead.person.title}. Asked for a demo.`],
    [
      'lead.scored',
      'Scored 47 points: asked for a demo (+20), leads an operations team (+15) and outside the regions we serve (−5).',
    ],
    ['lead.qualified', 'Worth sales’ time: asked for a demo and leads an operations team.'],
    [
      'lead.routed',
      'Sent to Maya Okafor (Nordics), who decides by Tue 3 Mar 10:30 (Europe/Oslo): Everybody else goes to Europe.',
    ],
  ] as const;
  return told.map(([topic, says], index) => ({
    eventId: `019a2b4e-0000-7000-8000-${String(index).padStart(12, '0')}`,
    time: new Date(Date.parse(String(lead['receivedAt'])) + index * 40_000).toISOString(),
    topic,
    says,
    data: { leadId: lead.leadId, example: index },
    sequence: index + 1,
    correlationId: '019a2b4e-0000-7000-8000-00000000aaaa',
    causationId: null,
  }));
}
