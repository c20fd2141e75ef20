/** Something that a person did, as far as points are given for it. */
export interface Touch {
  readonly touchId: string;
  /** An instant, ISO 8601. */
  readonly at: string;
  readonly kind: string;
  readonly channel?: string;
  readonly campaign?: string;
  readonly content?: string;
}
