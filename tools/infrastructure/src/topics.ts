import { deadLetterTopic, eventCatalogue, type ServiceName } from '@baton/contracts';
import type { TopicToEnsure } from '@baton/messaging';

const DAY_MS = 24 * 60 * 60 * 1000;
/** The dead letters themselves stay in their service's schema; the topic is a copy for those who watch. */
const DEAD_LETTER_RETENTION_MS = 30 * DAY_MS;

/** Every topic there must be: the catalogue's, and a dead-letter topic for each reader of each. */
export function topicsToEnsure(): TopicToEnsure[] {
  return eventCatalogue.flatMap(({ topic, partitions, retentionMs, consumers }) => [
    { topic, partitions, retentionMs },
    ...(consumers as readonly ServiceName[]).map((consumer) => ({
      topic: deadLetterTopic(topic, consumer),
      partitions: 1,
      retentionMs: DEAD_LETTER_RETENTION_MS,
    })),
  ]);
}
