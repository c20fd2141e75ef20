import { eventCatalogue } from '@baton/contracts';
import { say } from './say.js';

const says = Object.fromEntries(
  eventCatalogue.map(({ topic, example }) => [topic, say({ topic, data: example } as never)]),
);

it('every topic of the catalogue has a plain sentence', () => {
  expect(says).toEqual({
    'inquiry.received':
      'An address came in from spring-launch: not a lead yet, missing who it is, what they read before and what prompted them.',
    'lead.created': 'A new lead: Nora Lindqvist, Head of Operations at Fjordworks. Asked for a demo.',
    'lead.updated': 'More is known: title.',
    'touch.recorded': 'Sent the form “Book a demo”.',
    'lead.scored':
      'Scored 47 points: asked for a demo (+20), leads an operations team (+15) and 100 to 999 people (+12).',
    'lead.qualified':
      "Worth sales' time: asked for a demo, leads an operations team and 47 points, the line is 40.",
    'lead.held': 'Held back: 31 points, the line is 40.',
    'model.promoted':
      'Version 2 of the points table rules, by Ines Marchetti: Sales accepts nearly every demo request.',
    'lead.routed':
      'Sent to Maya Okafor (Nordics), who decides by Tue 3 Mar 10:30 (Europe/Oslo): Country is NO: Nordics; Maya has the most room.',
    'sla.breached': 'Maya Okafor did not respond in time: 1 h of working time had passed.',
    'sla.met': 'Maya Okafor responded in time, after 17 min of working time (17 min on the wall).',
    'lead.accepted': 'Maya Okafor accepted the lead.',
    'lead.rejected': 'Maya Okafor rejected the lead: No project; Does not decide.',
    'lead.contacted': 'Maya Okafor tried the phone, attempt 1: no answer.',
    'opportunity.won': 'Won: EUR 24,000.00.',
    'deal.reported': 'The CRM says that the deal “Fjordworks, six docks” is won, EUR 24,000.00.',
    'lead.merged':
      'Found to be the same person as another lead: HubSpot merged contact 251 into contact 88.',
    'lead.erased': 'Asked to be forgotten.',
    'scoring.erased': 'Forgotten by scoring.',
    'routing.erased': 'Forgotten by routing.',
    'feedback.erased': 'Forgotten by feedback.',
    'reporting.erased': 'Forgotten by reporting.',
  });
});

it('the details read well', () => {
  const example = (topic: string) =>
    eventCatalogue.find((contract) => contract.topic === topic)!.example as object;
  const change = (topic: string, data: object) =>
    say({ topic, data: { ...example(topic), ...data } } as never);
  expect(change('opportunity.won', { amount: { amountMinor: 5000, currency: 'JPY' } })).toBe(
    'Won: JPY 5,000.',
  );
  expect(change('lead.rejected', { comment: 'Only prices' })).toContain('Does not decide. “Only prices”');
  expect(change('lead.routed', { attempt: 2 })).toContain('as owner number 2');
  expect(change('sla.met', { clock: 'decide', businessMinutes: 90, wallMinutes: 1530 })).toBe(
    'Maya Okafor decided in time, after 1 h 30 min of working time (25 h 30 min on the wall).',
  );
  const changes = ['person.fullName', 'company.name', 'attributes.Preferred start'].map((field) => ({
    field,
  }));
  expect(change('lead.updated', { changes })).toBe(
    'More is known: full name, company name and “Preferred start”.',
  );
  expect(change('lead.scored', { score: 1, factors: [] })).toBe('Scored 1 point.');
  expect(change('lead.scored', { factors: [{ says: 'is a student', points: -30 }] })).toContain(
    'is a student (−30)',
  );
  expect(
    change('lead.created', { person: { email: 'a@b.example' }, company: {}, fromInquiry: true }),
  ).toContain('The inquiry became a lead: a@b.example.');
});
