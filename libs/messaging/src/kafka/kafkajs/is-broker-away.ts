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

/** What a group says to a member whose time is over: it has to join again. */
const MEMBERSHIP_LOST = new Set(['FENCED_INSTANCE_ID', 'ILLEGAL_GENERATION', 'UNKNOWN_MEMBER_ID']);

/** True where the group no longer knows us, though the broker answers. */
export function isMembershipLost(error: unknown): boolean {
  return error instanceof Error && MEMBERSHIP_LOST.has(String((error as { type?: string }).type));
}

/** True where waiting and joining again may help; false for a bug or for a right that is missing. */
export function isBrokerAway(error: Error): boolean {
  if (isMembershipLost(error)) return true;
  const { name, retriable, cause } = error as Error & { retriable?: boolean };
  if (AWAY.has(name) || (name.startsWith('KafkaJS') && retriable === true)) return true;
  return cause instanceof Error && isBrokerAway(cause);
}
