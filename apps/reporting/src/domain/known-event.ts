import type { DataOf, eventCatalogue } from '@baton/contracts';

type Contract = (typeof eventCatalogue)[number];
export type Topic = Contract['topic'];

/** An event of the catalogue, with what a projection needs of its envelope. */
export type KnownEvent = {
  [T in Topic]: {
    readonly id: string;
    readonly topic: T;
    /** The lead's id, for events about leads. */
    readonly subject: string;
    /** The owner's version of the subject. */
    readonly sequence: number;
    readonly time: Date;
    readonly correlationId: string;
    readonly causationId: string | null;
    readonly data: DataOf<Extract<Contract, { topic: T }>>;
  };
}[Topic];

export type EventOf<T extends Topic> = Extract<KnownEvent, { topic: T }>;
