import { logLevel, type logCreator } from 'kafkajs';
import type { Logger } from '../../logger.js';

/**
 * kafkajs speaks of each attempt that fails; we report what came of it ourselves. So its errors are warnings here, and
 * the rest is of use only to someone who looks for it.
 */
export function logThrough(logger: Logger): logCreator {
  return () =>
    ({ namespace, level, log }) => {
      const { message, timestamp: _timestamp, logger: _logger, stack: _stack, ...fields } = log;
      const about = { ...fields, from: `kafkajs ${namespace}` };
      if (level <= logLevel.ERROR) logger.warn(about, message);
      else logger.debug(about, message);
    };
}
