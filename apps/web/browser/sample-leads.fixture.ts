import type { Factor, RejectionReasonCode } from '@baton/contracts';

const people = [
  ['Nora Lindqvist', 'Head of Operations', 'Fjordworks', 'Logistics', 240, 'NO'],
  ['Adaeze Obi', 'VP Supply Chain', 'Kestrel Freight', 'Transport', 1200, 'GB'],
  ['Tomás Ferreira', 'Warehouse Manager', 'Porto Lumina', 'Retail', 85, 'PT'],
  ['Ingrid Solheim', 'Chief Operating Officer', 'Havn & Sønner', 'Shipping', 460, 'NO'],
  ['Wei Zhang', 'Director of Fulfilment', 'Brightloom', 'Textiles', 3100, 'NL'],
  ['Leila Haddad', 'Process Engineer', 'Atelier Nord', 'Furniture', 38, 'SE'],
] as const;

const prompts = ['Asked for a demo', 'Asked for a price', 'Signed up for the webinar “Docks without queues”'];
const sources = ['Paid search, campaign spring-launch', 'Referral from a customer', 'Newsletter, issue 14'];
const content = ['Read “Cutting dock waiting times”', 'Watched the product tour', 'Compared plans'];

const factors: Factor[] = [
  { rule: 'demo-request', says: 'asked for a demo', points: 20, dimension: 'engagement' },
  { rule: 'senior-operations', says: 'leads an operations team', points: 15, dimension: 'fit' },
  { rule: 'far-away', says: 'outside the regions we serve', points: -5, dimension: 'fit' },
];

const MINUTE = 60_000;
const evidence = { deliveryId: '019a2b4e-7b8e-7f02-b6c4-9a1d2e3f4a03', field: 'form_response' };

export const leadIdOf = (number: number) =>
  `019a2b4e-7c10-7a31-9d52-${number.toString(16).padStart(12, '0')}`;

export interface StubLead {
  leadId: string;
  state: 'open' | 'accepted' | 'rejected';
  attempts: number;
  changeNumber: number;
  rejection: { reasons: RejectionReasonCode[]; comment?: string } | null;
  won: { amountMinor: number; currency: string } | null;
  readonly person: { fullName: string; email: string; title: string; country: string; phone: string };
  readonly [more: string]: unknown;
}

/** A believable lead; the number decides everything about it. */
export function stubLead(number: number, rep: { id: string; name: string }, now: Date): StubLead {
  const [fullName, title, name, industry, employees, country] = people[number % people.length]!;
  const round = Math.floor(number / people.length);
  const at = (minutes: number) => new Date(now.getTime() + minutes * MINUTE).toISOString();
  const respondBy = at(-25 + 40 * number);
  const decideBy = at(300 + 40 * number);
  return {
    leadId: leadIdOf(number),
    assignmentId: leadIdOf(900 + number),
    attempt: 1,
    state: 'open',
    stateAt: at(-35),
    rep,
    team: 'Nordics',
    rule: 'Everybody else goes to Europe',
    person: {
      fullName: round === 0 ? fullName : `${fullName} ${round + 1}`,
      email: `${number}@${name.toLowerCase().replace(/[^a-z]/g, '')}.example`,
      title,
      country,
      phone: '+47 22 00 00 00',
    },
    company: { name, industry, employees },
    source: {
      sourceId: leadIdOf(1),
      provider: 'typeform',
      campaign: 'spring-launch',
      ...(number % 3 === 0 ? { channel: 'paid-search', selfReported: 'A colleague told me' } : {}),
    },
    sourcesDisagree: number % 3 === 0,
    why: `${prompts[number % 3]} · leads an operations team · third visit this week`,
    reasons: [prompts[number % 3]],
    score: { score: 47 - (number % 20), fit: 27, engagement: 20, factors },
    passport: {
      whereFrom: { kind: 'x', says: sources[number % 3], evidence },
      content:
        number % 4 === 2
          ? []
          : content.slice(0, 1 + (number % 3)).map((says) => ({ kind: 'x', says, evidence })),
      prompted: { kind: 'x', says: prompts[number % 3], evidence },
      missing: [],
    },
    receivedAt: at(-40),
    routedAt: at(-35),
    respondBy,
    decideBy,
    timeZone: 'Europe/Oslo',
    next: { who: rep.name, does: 'respond', by: respondBy },
    attempts: 0,
    rejection: null,
    won: null,
    changeNumber: number + 1,
  };
}
