/** What the imagined sales team answered when it was asked what a good lead looks like. */
export const pointsTable = {
  line: 35,
  reason: 'What sales said makes a lead worth a call',
  rules: [
    engagement('demo-request', 'asked for a demo', 25, prompted('demo-request')),
    engagement('pricing-request', 'asked for prices', 20, prompted('pricing-request')),
    engagement('contact-request', 'asked to be contacted', 15, prompted('contact-request')),
    engagement('event-registration', 'registered for a webinar', 8, prompted('event-registration')),
    engagement('download', 'downloaded a guide', 4, prompted('download')),
    engagement('reads-on', 'read two pieces or more', 8, { field: 'passport.content.count', op: 'atLeast', value: 2 }),
    engagement('referred', 'was sent by a partner', 10, {
      field: 'source.channel',
      op: 'in',
      value: ['referral', 'referrals', 'partners'],
    }),
    fit('leads-a-department', 'leads a department', 15, {
      any: ['head of', 'director', 'vp ', 'chief'].map((part) => ({ field: 'person.title', op: 'contains', value: part })),
    }),
    fit('works-in-operations', 'works in operations', 10, {
      any: ['operations', 'logistics', 'supply chain', 'warehouse', 'transport', 'fulfilment'].map((part) => ({
        field: 'person.title',
        op: 'contains',
        value: part,
      })),
    }),
    fit('mid-size', '100 to 999 people', 12, {
      all: [
        { field: 'company.employees', op: 'atLeast', value: 100 },
        { field: 'company.employees', op: 'atMost', value: 999 },
      ],
    }),
    fit('large', '1,000 people or more', 8, { field: 'company.employees', op: 'atLeast', value: 1000 }),
    fit('very-small', 'fewer than 50 people', -15, { field: 'company.employees', op: 'atMost', value: 49 }),
  ],
  exclusions: [
    {
      id: 'students',
      says: 'is a student or an intern',
      when: {
        any: [
          { field: 'person.title', op: 'contains', value: 'student' },
          // Whole: the word is part of “international” as well.
          { field: 'person.title', op: 'is', value: 'intern' },
        ],
      },
    },
  ],
};

function prompted(kind: string) {
  return { field: 'passport.prompted.kind', op: 'is', value: kind };
}

function engagement(id: string, says: string, points: number, when: object) {
  return { id, says, dimension: 'engagement', points, when };
}

function fit(id: string, says: string, points: number, when: object) {
  return { id, says, dimension: 'fit', points, when };
}
