/** Something that takes signed webhooks in and hands leads on: Baton, or what it is measured beside. */
export interface Target {
  readonly name: string;
  /** Where leads are posted. */
  readonly url: string;
  readonly brokers: readonly string[];
  /** The topic on which a lead shows up once it has an owner; its value holds the address at `person.email`. */
  readonly routedTopic: string;
  /** The processes whose CPU and memory count. */
  readonly pids: () => number[];
  sign(id: string, body: string): Record<string, string>;
  stop(): Promise<void>;
}

/** A lead that is worth sales' time, so that it takes all three hops. */
export function leadBody(email: string): string {
  return JSON.stringify({
    type: 'lead.submitted',
    timestamp: new Date().toISOString(),
    data: {
      email,
      name: 'Nora Lindqvist',
      title: 'Head of Operations',
      company: 'Fjordworks',
      employees: 240,
      country: 'NO',
      utm_source: 'newsletter',
      utm_campaign: 'spring-launch',
      content: 'Guide: cutting dock waiting times',
      form: 'Book a demo',
      message: 'We would like to see how you would do this for six docks in two harbours. '.repeat(8),
    },
  });
}
