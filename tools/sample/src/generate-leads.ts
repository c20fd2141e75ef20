import { articles } from './data/articles.js';
import { asciiOf } from './data/ascii.js';
import { campaigns } from './data/campaigns.js';
import { familyNames } from './data/family-names.js';
import { type Firm, firms } from './data/firms.js';
import { type Form, forms } from './data/forms.js';
import { givenNames } from './data/given-names.js';
import { practitionerTitles, seniorTitles, studentTitles } from './data/titles.js';
import type { GeneratedLead, GeneratedPerson, LeadKind, Visit } from './generated-lead.js';
import { type Random, seededRandom } from './random.js';

/** A firm with fewer people has no operations department to speak of. */
const SMALL_FIRM = 50;
const smallFirms = firms.filter(({ employees }) => employees < SMALL_FIRM);
const largerFirms = firms.filter(({ employees }) => employees >= SMALL_FIRM);
const CAMPUS = { domain: 'campus.example', country: 'NL', city: 'Delft' };

/** How often each kind of person comes, in per cent, and what they ask for. */
const KINDS: Readonly<Record<LeadKind, { share: number; titles: readonly string[]; asks: readonly Form[] }>> = {
  decider: { share: 32, titles: seniorTitles, asks: [forms.demo, forms.demo, forms.pricing, forms.contact, forms.webinar] },
  practitioner: { share: 30, titles: practitionerTitles, asks: [forms.guide, forms.webinar, forms.guide, forms.demo] },
  'small-firm': { share: 13, titles: ['Owner', 'Founder', 'Partner'], asks: [forms.contact, forms.demo, forms.pricing] },
  student: { share: 11, titles: studentTitles, asks: [forms.guide, forms.webinar, forms.demo] },
  'address-only': { share: 14, titles: practitionerTitles, asks: [forms.newsletter, forms.guide] },
};

/**
 * People and firms that do not exist, of mixed worth. The same seed gives the same ones, and a longer list begins
 * with the shorter one.
 * @param count how many people; no two share an address.
 */
export function generateLeads(seed: number, count: number): GeneratedLead[] {
  const random = seededRandom(seed);
  const taken = new Set<string>();
  return Array.from({ length: count }, (_, index) => generateLead(random, index, taken));
}

function generateLead(random: Random, index: number, taken: Set<string>): GeneratedLead {
  const kind = pickKind(random);
  const firm = kind === 'student' ? null : random.pick(kind === 'small-firm' ? smallFirms : largerFirms);
  return {
    key: `person-${String(index + 1).padStart(4, '0')}`,
    kind,
    firm,
    person: generatePerson(random, kind, firm, taken),
    campaign: random.chance(0.94) ? random.pick(campaigns) : null,
    visits: generateVisits(random, kind),
  };
}

function pickKind(random: Random): LeadKind {
  let rest = random.next() * 100;
  for (const [kind, { share }] of Object.entries(KINDS) as [LeadKind, { share: number }][]) {
    rest -= share;
    if (rest < 0) return kind;
  }
  return 'practitioner';
}

function generatePerson(random: Random, kind: LeadKind, firm: Firm | null, taken: Set<string>): GeneratedPerson {
  const givenName = random.pick(givenNames);
  const familyName = random.pick(familyNames);
  const { domain, country, city } = firm ?? CAMPUS;
  const phone = firm !== null && random.chance(0.5) ? `${firm.phonePrefix} 01${random.between(10, 99)}` : null;
  return {
    email: addressOf(givenName, familyName, domain, taken),
    givenName,
    familyName,
    title: random.pick(KINDS[kind].titles),
    phone,
    country,
    city,
  };
}

function addressOf(givenName: string, familyName: string, domain: string, taken: Set<string>): string {
  const name = [givenName, familyName].map((part) => asciiOf(part).replace(/[^a-z]/g, '')).join('.');
  for (let number = 1; ; number++) {
    const address = `${name}${number === 1 ? '' : number}@${domain}`;
    if (taken.has(address)) continue;
    taken.add(address);
    return address;
  }
}

function generateVisits(random: Random, kind: LeadKind): Visit[] {
  const count = random.chance(0.28) ? 2 : 1;
  let minutesBefore = random.between(20, 2_000) * count;
  return Array.from({ length: count }, (_, index) => {
    const isLast = index === count - 1;
    const form = isLast && count > 1 && kind !== 'student' ? laterForm(random, kind) : random.pick(KINDS[kind].asks);
    const visit: Visit = {
      minutesBefore,
      article: random.chance(0.95) ? random.pick(articles) : null,
      form,
      // Whoever left only an address and comes back says who they are.
      saysWho: kind !== 'address-only' || index > 0,
    };
    minutesBefore = Math.max(5, minutesBefore - random.between(30, 900));
    return visit;
  });
}

/** People who come back ask for more than the first time. */
function laterForm(random: Random, kind: LeadKind): Form {
  return kind === 'practitioner' ? random.pick([forms.webinar, forms.demo]) : random.pick([forms.demo, forms.pricing]);
}
