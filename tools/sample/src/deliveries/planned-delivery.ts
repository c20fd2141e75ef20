export type SampleProvider = 'standard-webhooks' | 'typeform' | 'hubspot-workflow' | 'segment';

/** A webhook as a platform would post it, not signed yet: signatures carry the time of sending. */
export interface PlannedDelivery {
  readonly provider: SampleProvider;
  /** The platform's own id of it: two with the same id are one delivery, sent twice. */
  readonly id: string;
  readonly body: string;
}

/** What a sender has to know of a source. */
export interface SigningSource {
  readonly provider: SampleProvider;
  /** The whole address as the source tells it: HubSpot signs it. */
  readonly url: string;
  readonly secret: string;
}
