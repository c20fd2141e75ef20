import { maskJson } from '@baton/messaging';
import { Inject, Injectable } from '@nestjs/common';
import type { FieldMap } from '../domain/field-map/field-map.js';
import { foundIn } from '../domain/field-map/rules-in.js';
import { type SeenPath, seenPaths } from '../domain/field-map/seen-paths.js';
import { type Outlook, outlookOf } from '../domain/outlook.js';
import type { ProviderEvent } from '../domain/providers/provider.js';
import { Deliveries, type StoredDelivery } from '../infrastructure/deliveries.js';
import { type Source, Sources } from '../infrastructure/sources.js';
import { maskedOutlook } from './masked-outlook.js';
import { readingOf } from './reading-of.js';

export interface PreviewedDelivery {
  readonly id: string;
  readonly receivedAt: Date;
  /** What each of its events would become; one refusal where it cannot be read at all. */
  readonly becomes: readonly Outlook[];
}

export interface FieldMapPreview {
  /** The map that was tried; where none was, of the usual one what is found in the deliveries. */
  readonly fieldMap: FieldMap;
  /** Newest first. */
  readonly deliveries: readonly PreviewedDelivery[];
  readonly paths: ReadonlyArray<Omit<SeenPath, 'example'> & { readonly example: unknown }>;
}

const MOST_DELIVERIES = 20;

/** Reads the latest deliveries of a source once more by a map that is not its own yet. Nothing is stored. */
@Injectable()
export class PreviewFieldMap {
  constructor(
    @Inject(Sources) private readonly sources: Sources,
    @Inject(Deliveries) private readonly deliveries: Deliveries,
  ) {}

  /** @returns null where no source has this id. */
  async preview(sourceId: string, fieldMap: FieldMap | null, isMasked: boolean): Promise<FieldMapPreview | null> {
    const found = await this.sources.find(sourceId);
    if (found === null) return null;
    const source = { ...found, fieldMap };
    const read = (await this.deliveries.latestOf(sourceId, MOST_DELIVERIES)).map((delivery) => ({
      delivery,
      reading: readingOf(delivery, source),
    }));
    const events = read.flatMap(({ reading }) => (reading.ok ? reading.events : []));
    return {
      fieldMap: mapTried(fieldMap, events),
      deliveries: read.map(({ delivery, reading }) => {
        const becomes: readonly Outlook[] = reading.ok
          ? reading.events.map((event) => outlookOf(event, originOf(delivery, source)))
          : [{ kind: 'refused', because: reading.because }];
        const { id, receivedAt } = delivery;
        return { id, receivedAt, becomes: isMasked ? becomes.map(maskedOutlook) : becomes };
      }),
      paths: seenPaths(events).map((seen) => ({ ...seen, example: isMasked ? maskJson(seen.example) : seen.example })),
    };
  }
}

function originOf({ id, receivedAt }: StoredDelivery, { id: sourceId, provider }: Source) {
  return { sourceId, provider, deliveryId: id, receivedAt };
}

/** A map that says nothing of people leaves that to the usual one: it is a whole map only together with that. */
function mapTried(given: FieldMap | null, events: readonly ProviderEvent[]): FieldMap {
  if (given?.person !== undefined) return given;
  const readBy = events.flatMap((event) => ('readBy' in event ? (event.readBy?.slice(-1) ?? []) : []));
  const [newest] = readBy;
  if (newest === undefined) return given ?? {};
  return {
    ...foundIn(
      newest.map,
      readBy.map(({ body }) => body),
    ),
    ...given,
  };
}
