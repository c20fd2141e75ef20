import { type PassportQuestion, rejectionReasons, type RejectionReasonCode } from '@baton/contracts';
import { DateTime } from 'luxon';
import type { EventOf, KnownEvent, Topic } from './known-event.js';

/** One plain sentence for each event of the catalogue; a topic without one does not compile. */
const sentences: { readonly [T in Topic]: (data: EventOf<T>['data']) => string } = {
  'inquiry.received': ({ source, missing }) =>
    `An address came in${from(source.campaign ?? source.channel)}: not a lead yet, missing ${listed(missing.map(asQuestion))}.`,
  'lead.created': ({ person, company, passport, fromInquiry }) => {
    const who = person.fullName ?? person.email;
    const role = [person.title, company.name].filter(Boolean).join(' at ');
    const prompted = passport.prompted ? ` ${sentence(passport.prompted.says)}` : '';
    return `${fromInquiry ? 'The inquiry became a lead' : 'A new lead'}: ${who}${role ? `, ${role}` : ''}.${prompted}`;
  },
  'lead.updated': ({ changes }) =>
    `More is known: ${listed([...new Set(changes.map(({ field }) => asWords(field)))])}.`,
  'touch.recorded': ({ says }) => sentence(says),
  'lead.scored': ({ score, factors }) =>
    `Scored ${points(score)}${factors.length > 0 ? `: ${listed(factors.slice(0, 3).map((factor) => `${factor.says} (${signed(factor.points)})`))}` : ''}.`,
  'lead.qualified': ({ reasons }) => `Worth sales' time: ${listed(reasons)}.`,
  'lead.held': ({ reasons }) => `Held back: ${reasons.map(({ says }) => says).join('; ')}.`,
  'model.promoted': ({ version, author, reason }) =>
    `Version ${version} of the points table rules, by ${author}: ${reason}.`,
  'lead.routed': ({ rep, team, attempt, rule, decideBy, timeZone }) =>
    `Sent to ${rep.name} (${team.name})${attempt > 1 ? ` as owner number ${attempt}` : ''}, who decides by ${moment(decideBy, timeZone)}: ${rule.says}.`,
  'sla.breached': ({ rep, clock, businessMinutes }) =>
    `${rep.name} did not ${clock} in time: ${duration(businessMinutes)} of working time had passed.`,
  'sla.met': ({ rep, clock, businessMinutes, wallMinutes }) =>
    `${rep.name} ${clock === 'respond' ? 'responded' : 'decided'} in time, after ${duration(businessMinutes)} of working time (${duration(wallMinutes)} on the wall).`,
  'lead.accepted': ({ rep }) => `${rep.name} accepted the lead.`,
  'lead.rejected': ({ rep, reasons, comment }) =>
    `${rep.name} rejected the lead: ${reasons.map(inWords).join('; ')}${comment ? `. “${comment}”` : '.'}`,
  'lead.contacted': ({ rep, number, channel, outcome }) =>
    `${rep.name} tried ${channelWords[channel]}, attempt ${number}: ${outcome.replace('-', ' ')}.`,
  'opportunity.won': ({ amount: { amountMinor, currency } }) => `Won: ${money(amountMinor, currency)}.`,
  'deal.reported': ({ standing, name, stage, amount, lostBecause }) =>
    `The CRM says that the deal${name ? ` “${name}”` : ''} is ${standing}${stage && standing === 'open' ? ` (${stage})` : ''}${amount ? `, ${money(amount.amountMinor, amount.currency)}` : ''}${lostBecause ? `: ${lostBecause}` : ''}.`,
  'lead.merged': ({ says }) => `Found to be the same person as another lead: ${says}.`,
  'lead.erased': () => 'Asked to be forgotten.',
  'scoring.erased': () => 'Forgotten by scoring.',
  'routing.erased': () => 'Forgotten by routing.',
  'feedback.erased': () => 'Forgotten by feedback.',
  'reporting.erased': () => 'Forgotten by reporting.',
};

/** The event in one plain sentence. */
export function say(event: Pick<KnownEvent, 'topic' | 'data'>): string {
  return (sentences[event.topic] as (data: unknown) => string)(event.data);
}

/** An instant in words, in the zone of the people whose time it is, e.g. `Tue 3 Mar 10:30 (Europe/Oslo)`. */
export function moment(instant: string | Date, timeZone: string): string {
  const at = typeof instant === 'string' ? DateTime.fromISO(instant) : DateTime.fromJSDate(instant);
  return `${at.setZone(timeZone).setLocale('en').toFormat('ccc d LLL HH:mm')} (${timeZone})`;
}

const channelWords = {
  phone: 'the phone',
  email: 'e-mail',
  social: 'social media',
  meeting: 'a meeting',
  other: 'another channel',
} as const;

const questionWords: Readonly<Record<PassportQuestion, string>> = {
  who: 'who it is',
  whereFrom: 'where they came from',
  content: 'what they read before',
  prompted: 'what prompted them',
};

const asQuestion = (question: PassportQuestion) => questionWords[question];
const inWords = (code: RejectionReasonCode) => rejectionReasons[code].says;
const from = (place: string | undefined) => (place ? ` from ${place}` : '');
const points = (score: number) => `${score} ${Math.abs(score) === 1 ? 'point' : 'points'}`;
const signed = (number: number) => (number < 0 ? `−${-number}` : `+${number}`);

function sentence(says: string): string {
  return `${says.charAt(0).toUpperCase()}${says.slice(1)}${/[.!?]$/.test(says) ? '' : '.'}`;
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join() : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

/** `person.fullName` → `full name`; `company.name` → `company name`. */
function asWords(field: string): string {
  const [head = '', ...rest] = field.split('.');
  const path = head === 'person' && rest.length > 0 ? rest : [head, ...rest];
  if (head === 'attributes') return `“${rest.join('.')}”`;
  return path.join(' ').replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

function duration(minutes: number): string {
  const whole = Math.round(minutes);
  const [hours, rest] = [Math.floor(whole / 60), whole % 60];
  if (hours === 0) return `${rest} min`;
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
}

function money(amountMinor: number, currency: string): string {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency, currencyDisplay: 'code' });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  // Plain spaces: what is copied from a story should be found again by typing it.
  return format.format(amountMinor / 10 ** digits).replace(/\s/g, ' ');
}
