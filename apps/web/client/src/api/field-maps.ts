import { post } from './request.js';
import type { FieldMap } from './sources.js';

interface Answer {
  readonly says: string;
}

/** What an event would become by the map that is tried. */
export type Outlook =
  | {
      readonly kind: 'lead' | 'inquiry';
      readonly person: Partial<
        Record<'email' | 'fullName' | 'givenName' | 'familyName' | 'phone' | 'phoneE164', string>
      >;
      readonly company: { readonly name?: string; readonly domain?: string };
      readonly passport: {
        readonly whereFrom: Answer | null;
        readonly content: readonly Answer[];
        readonly prompted: Answer | null;
      };
      readonly attributes: Readonly<Record<string, unknown>>;
    }
  | {
      readonly kind: 'deal';
      readonly name: string | null;
      readonly standing: 'open' | 'won' | 'lost';
      readonly amount: string | null;
      readonly currency: string | null;
    }
  | { readonly kind: 'nothing' | 'refused'; readonly because: string };

export interface PreviewedDelivery {
  readonly id: string;
  readonly receivedAt: string;
  readonly becomes: readonly Outlook[];
}

export interface SeenPath {
  readonly path: string;
  /** In how many of the events it says something. */
  readonly times: number;
  readonly example: unknown;
  /** Whether a rule reads it; if none does, whether it is kept as an attribute, or in the delivery alone. */
  readonly use: 'rule' | 'attribute' | 'none';
}

export interface FieldMapPreview {
  /** By which map; where none was given, what the usual names find in these deliveries. */
  readonly fieldMap: FieldMap;
  readonly deliveries: readonly PreviewedDelivery[];
  readonly paths: readonly SeenPath[];
}

export const previewFieldMap = (sourceId: string, fieldMap: FieldMap | null, unmasked: boolean) =>
  post<FieldMapPreview>(`/api/ingest/sources/${sourceId}/field-map/preview`, { fieldMap, unmasked });
