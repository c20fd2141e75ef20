/** What may go wrong with scoring without anybody's doing. */
export const alarmKinds = ['share-sent', 'score-distribution', 'calibration', 'missing-feature'] as const;
export type AlarmKind = (typeof alarmKinds)[number];

export interface Alarm {
  readonly kind: AlarmKind;
  /** What it is about, where there may be several of a kind: the field that went missing. */
  readonly about: string;
  /** What is wrong, with the evidence behind it. */
  readonly says: string;
}

export const percent = (share: number): string => `${Math.round(share * 100)} %`;
