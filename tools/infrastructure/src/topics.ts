import { DEAD_LETTER_TOPIC, deadLetterTopic, eventCatalogue, type ServiceName } from '@baton/contracts';
import type { TopicToEnsure } from '@baton/messaging';

/** Every topic there must be: the catalogue's, and a dead-letter topic for each reader of each. */
export function topicsToEnsure(): TopicToEnsure[] {
  return eventCatalogue.flatMap(({ topic, partitions, retentionMs, cleanupPolicy, consumers }) => [
    { topic, partitions, retentionMs, cleanupPolicy },
    ...(consumers as readonly ServiceName[]).map((consumer) => ({
      topic: deadLetterTopic(topic, consumer),
      ...DEAD_LETTER_TOPIC,
    })),
  ]);
}
