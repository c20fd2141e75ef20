import { MultipleErrors } from '@platformatic/kafka';

const AWAY = new Set(['PLT_KFK_NETWORK', 'PLT_KFK_TIMEOUT', 'PLT_KFK_UNEXPECTED_CORRELATION_ID']);
/** What a group says to a member whose time is over, or whose news is older than the group's. */
const JOIN_AGAIN = new Set([
  'COORDINATOR_LOAD_IN_PROGRESS',
  'COORDINATOR_NOT_AVAILABLE',
  'FENCED_INSTANCE_ID',
  'ILLEGAL_GENERATION',
  'NOT_COORDINATOR',
  'REBALANCE_IN_PROGRESS',
  'UNKNOWN_MEMBER_ID',
]);

interface ClientError extends Error {
  readonly code?: string;
  readonly apiId?: string;
  readonly canRetry?: boolean;
}

/** True where waiting and joining again may help; false for a bug or for a right that is missing. */
export function isBrokerAway(error: Error): boolean {
  const { code, apiId, canRetry, cause } = error as ClientError;
  if (code !== undefined && AWAY.has(code)) return true;
  if (canRetry === true || (apiId !== undefined && JOIN_AGAIN.has(apiId))) return true;
  if (MultipleErrors.isMultipleErrors(error) || error instanceof AggregateError) {
    return (
      error.errors.length > 0 &&
      error.errors.every((one: unknown) => one instanceof Error && isBrokerAway(one))
    );
  }
  return cause instanceof Error && isBrokerAway(cause);
}
