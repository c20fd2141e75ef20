import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

interface Emitted {
  readonly name: string;
  readonly emittedBy: readonly string[];
  readonly says: string;
  readonly attributes: readonly string[];
}

/** What `telemetry/registry.yaml` holds. */
export interface TelemetryRegistry {
  readonly spans: readonly (Emitted & { readonly kind: string })[];
  readonly metrics: readonly (Emitted & { readonly instrument: string; readonly unit: string })[];
  readonly attributes: readonly { readonly name: string; readonly says: string }[];
}

export function telemetryRegistry(): TelemetryRegistry {
  const file = join(import.meta.dirname, '..', '..', '..', 'telemetry', 'registry.yaml');
  return parse(readFileSync(file, 'utf8')) as TelemetryRegistry;
}
