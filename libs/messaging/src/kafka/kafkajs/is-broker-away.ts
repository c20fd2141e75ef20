/** kafkajs errors that mean "not reachable now", though not all of them say so through `retriable`. */
const AWAY = new Set([
  'KafkaJSBrokerNotFound',
  'KafkaJSConnectionClosedError',
  'KafkaJSConnectionError',
  'KafkaJSGroupCoordinatorNotFound',
  'KafkaJSLockTimeout',
  'KafkaJSMetadataNotLoaded',
  'KafkaJSNoBrokerAvailableError',
  'KafkaJSNumberOfRetriesExceeded',
  'KafkaJSRequestTimeoutError',
]);

/** True where waiting may help; false for a bug or for a right that is missing. */
export function isBrokerAway(error: Error): boolean {
  const { name, retriable, cause } = error as Error & { retriable?: boolean };
  if (AWAY.has(name) || (name.startsWith('KafkaJS') && retriable === true)) return true;
  return cause instanceof Error && isBrokerAway(cause);
}
