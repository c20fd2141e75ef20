/** The key is what links carry as `utm_campaign`; the name is for people. */
export interface Campaign {
  readonly key: string;
  readonly name: string;
  /** How its links are tagged. */
  readonly source: string;
  readonly medium: string;
  /** HubSpot's word for where a contact came from (`hs_analytics_source`). */
  readonly hubspotSource: string;
}

export const campaigns = [
  { key: 'spring-launch', name: 'Spring launch, search ads', source: 'google', medium: 'cpc', hubspotSource: 'PAID_SEARCH' },
  { key: 'dock-digest', name: 'Dock Digest newsletter', source: 'newsletter', medium: 'email', hubspotSource: 'EMAIL_MARKETING' },
  { key: 'partner-referrals', name: 'Partner referrals', source: 'partners', medium: 'referral', hubspotSource: 'REFERRALS' },
] as const satisfies readonly Campaign[];
