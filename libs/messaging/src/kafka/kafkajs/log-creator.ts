import { logLevel, type logCreator } from 'kafkajs';
import type { Logger } from '../../logger.js';

/**
 * kafkajs speaks of each attempt that fails; we report what came of it ourselves. So its errors are warnings here, and
 * the rest is of use only to someone who looks for it.
 */
export function logThrough(logger: Logger): logCreator {
  return () =>
    ({ namespace, level, log }) => {
      const { groupId, memberId, broker, topic, partition, error, retryCount, message } = log;
      const fields = { groupId, memberId, broker, topic, partition, error, retryCount };
      const about = { from: `kafkajs ${namespace}`, ...fields };
      const say = String(message);
      if (level <= logLevel.ERROR) logger.warn(about, say);
      else logger.debug(about, say);
    };
}
