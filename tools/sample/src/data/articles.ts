/** What there is to read on the imagined site. */
export interface Article {
  readonly title: string;
  readonly path: string;
}

export const articles: readonly Article[] = [
  { title: 'Cutting dock waiting times', path: '/guides/dock-waiting-times' },
  { title: 'What a missed slot really costs', path: '/articles/cost-of-a-missed-slot' },
  { title: 'Yard planning without spreadsheets', path: '/guides/yard-planning' },
  { title: 'Five questions before you change your WMS', path: '/articles/before-you-change-your-wms' },
  { title: 'How Harbour & Vale halved its returns', path: '/stories/harbour-and-vale' },
  { title: 'Cold chain alarms that people read', path: '/guides/cold-chain-alarms' },
  { title: 'Peak season: a plan in ten steps', path: '/guides/peak-season' },
  { title: 'Carrier scorecards that carriers accept', path: '/articles/carrier-scorecards' },
  { title: 'Price list and plans', path: '/pricing' },
  { title: 'Driver shortage: what helps this year', path: '/articles/driver-shortage' },
];
