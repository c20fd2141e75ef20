import type { TopicToEnsure } from './broker.js';

/** In Kafka's names. No limit by size, lest a cluster's own default drops what was to be kept. */
export function configOf({ retentionMs, cleanupPolicy = 'delete' }: TopicToEnsure): Record<string, string> {
  return { 'retention.ms': String(retentionMs), 'retention.bytes': '-1', 'cleanup.policy': cleanupPolicy };
}
