/** A form on the imagined site, and the event that Segment hears when it is sent. */
export interface Form {
  readonly title: string;
  readonly segmentEvent: string;
}

export const forms = {
  demo: { title: 'Request a demo', segmentEvent: 'Demo Requested' },
  pricing: { title: 'Pricing request', segmentEvent: 'Pricing Requested' },
  contact: { title: 'Contact us', segmentEvent: 'Contact Requested' },
  webinar: { title: 'Webinar registration: peak season', segmentEvent: 'Webinar Registration Sent' },
  guide: { title: 'Download the yard planning guide', segmentEvent: 'Guide Downloaded' },
  newsletter: { title: 'Newsletter', segmentEvent: 'Newsletter Subscribed' },
} as const satisfies Record<string, Form>;
