import { type LeadStory, leadStoryText } from './lead-story.js';
import { plain } from './paint.js';

const told: LeadStory = {
  rebuilding: false,
  lead: {
    leadId: '019a2b4e-7c10-7a31-9d52-3f1e5c8a9b01',
    name: 'Nora Lindqvist',
    email: 'nora.lindqvist@fjordworks.example',
    title: 'Head of Operations',
    company: 'Fjordworks',
    state: 'with-sales',
    score: 47,
    owner: { name: 'Maya Okafor' },
    next: { says: 'Maya Okafor decides by Mon 2 Mar 17:30 (Europe/Oslo)' },
  },
  items: [
    { time: '2026-03-01T23:10:00.000Z', topic: 'lead.created', says: 'Became a lead.' },
    { time: '2026-03-02T09:30:01.000Z', topic: 'lead.qualified', says: 'Sent to sales: 47 points, the line is 35.' },
    { time: '2026-03-02T09:30:02.000Z', topic: 'lead.routed', says: 'Handed to Maya Okafor.' },
  ],
};

describe('the story of a lead as text', () => {
  it('says who, how it stands and what happened, day by day', () => {
    expect(leadStoryText(told, plain, 'UTC')).toBe(
      [
        'Nora Lindqvist · Head of Operations · Fjordworks',
        'nora.lindqvist@fjordworks.example',
        '',
        'Lead   019a2b4e-7c10-7a31-9d52-3f1e5c8a9b01',
        'State  with-sales',
        'Score  47',
        'Owner  Maya Okafor',
        'Next   Maya Okafor decides by Mon 2 Mar 17:30 (Europe/Oslo)',
        '',
        '2026-03-01',
        '  23:10:00  lead.created    Became a lead.',
        '2026-03-02',
        '  09:30:01  lead.qualified  Sent to sales: 47 points, the line is 35.',
        '  09:30:02  lead.routed     Handed to Maya Okafor.',
      ].join('\n'),
    );
  });

  it('tells of an address with nobody behind it yet', () => {
    const { lead } = told;
    const unknown = { ...lead, score: null, name: null, title: null, company: null, owner: null, next: null, state: 'inquiry' };
    const [first, second, , state, owner, ...rest] = leadStoryText({ lead: unknown, items: [], rebuilding: true }, plain, 'UTC').split('\n');
    expect(first).toBe('nora.lindqvist@fjordworks.example');
    expect(second).toBe('');
    expect(state).toBe('State  inquiry');
    expect(owner).toBe('Owner  nobody yet');
    expect(rest.at(-1)).toBe('Reporting is being rebuilt: some of it may be missing.');
  });
});
