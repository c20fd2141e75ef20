import { Clock } from '@baton/service-kit';
import { Inject, Injectable } from '@nestjs/common';
import { v7 as newId } from 'uuid';
import { usualColumns } from '../domain/field-map/default-field-map.js';
import type { FieldMap } from '../domain/field-map/field-map.js';
import { IMPORT_HEADER, rowKey } from '../domain/providers/csv-import.js';
import type { PersonEvent } from '../domain/providers/provider.js';
import { providers } from '../domain/providers/providers.js';
import { Deliveries } from '../infrastructure/deliveries.js';
import { DeliveryWriter, WriterIsFull } from '../infrastructure/delivery-writer.js';
import { REMEMBERED_MS, Sources, stateOfNew } from '../infrastructure/sources.js';

/** A row of a file: the line where it begins, and its cells by column. */
export interface FileRow {
  readonly line: number;
  readonly fields: Readonly<Record<string, string>>;
}

export interface RefusedRow {
  readonly line: number;
  readonly because: string;
}

export type Imported =
  | { readonly kind: 'imported'; readonly stored: number; readonly refused: readonly RefusedRow[] }
  | { readonly kind: 'unknown-source' }
  /** The source is the address of a platform: rows would be read as the platform's words. */
  | { readonly kind: 'no-file-source' }
  | { readonly kind: 'busy'; readonly because: string; readonly retryAfterSeconds: number };

export type RowReading =
  | { readonly line: number; readonly ok: true; readonly reads: PersonEvent }
  | { readonly line: number; readonly ok: false; readonly because: string };

/** Webhooks queue up behind what waits already: a file of any size leaves them a wait of about a second. */
const MOST_WAITING = 2_000;
const RETRY_AFTER_SECONDS = 1;

/** Takes rows of a file in as deliveries, for which the same holds as for webhooks. */
@Injectable()
export class ImportRows {
  constructor(
    @Inject(Sources) private readonly sources: Sources,
    @Inject(Deliveries) private readonly deliveries: Deliveries,
    @Inject(DeliveryWriter) private readonly writer: DeliveryWriter,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * Stores the rows that have an e-mail address. Those sent before are stored again, and end as duplicates.
   * @param file what its bytes are known by, such as their hash.
   * @throws whatever the database throws: some of the rows may be stored, and all may be sent again.
   */
  async import(sourceId: string, file: string, rows: readonly FileRow[]): Promise<Imported> {
    const source = await this.sources.find(sourceId);
    if (source === null) return { kind: 'unknown-source' };
    if (source.provider !== 'csv-import') return { kind: 'no-file-source' };
    const now = this.clock.now();
    const wasChanged = source.updatedAt.getTime() > source.createdAt.getTime();
    if (wasChanged && now.getTime() - source.updatedAt.getTime() < REMEMBERED_MS) {
      const retryAfterSeconds = REMEMBERED_MS / 1_000;
      return { kind: 'busy', because: 'The source was changed just now.', retryAfterSeconds };
    }
    if (await this.deliveries.doWait(MOST_WAITING)) return WAIT;

    const readings = this.readEach(source, file, rows);
    try {
      await Promise.all(
        readings.flatMap(({ delivery, reading }) =>
          reading.ok ? [this.writer.store({ id: newId(), sourceId: source.id, state: stateOfNew(source), receivedAt: now, ...delivery })] : [],
        ),
      );
    } catch (error) {
      if (error instanceof WriterIsFull) return WAIT;
      throw error;
    }
    const refused = readings.flatMap(({ reading: { line, ...reading } }) =>
      reading.ok ? [] : [{ line, because: reading.because }],
    );
    return { kind: 'imported', stored: rows.length - refused.length, refused };
  }

  /** How the rows would be read by this map; null means by the usual names, of which a map is made. */
  preview(given: FieldMap | null, rows: readonly FileRow[]): { fieldMap: FieldMap; rows: RowReading[] } {
    const fieldMap = given ?? usualColumns(Object.keys(rows[0]?.fields ?? {}));
    const read = this.readEach({ id: 'preview', fieldMap }, 'preview', rows);
    return { fieldMap, rows: read.map(({ reading }) => reading) };
  }

  private readEach(
    source: { readonly id: string; readonly fieldMap: FieldMap | null },
    file: string,
    rows: readonly FileRow[],
  ) {
    return rows.map(({ line, fields }) => {
      const delivery = {
        headers: { [IMPORT_HEADER]: rowKey(file, line) },
        body: Buffer.from(JSON.stringify(fields)),
      };
      return { delivery, reading: readingOf(line, delivery, source) };
    });
  }
}

const WAIT: Imported = {
  kind: 'busy',
  because: 'More rows wait to be worked off than webhooks should have to wait for.',
  retryAfterSeconds: RETRY_AFTER_SECONDS,
};

function readingOf(
  line: number,
  ...[webhook, source]: Parameters<(typeof providers)['csv-import']['read']>
): RowReading {
  const reading = providers['csv-import'].read(webhook, source);
  if (!reading.ok) return { line, ok: false, because: reading.because };
  const [event] = reading.events;
  if (event?.kind !== 'lead' || event.person.email === undefined) {
    return { line, ok: false, because: 'no e-mail address' };
  }
  if (event.ambiguous !== undefined) return { line, ok: false, because: event.ambiguous };
  return { line, ok: true, reads: event };
}
