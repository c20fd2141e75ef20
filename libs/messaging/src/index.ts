export type { Logger } from './logger.js';
export type { EventCause, ReceivedEvent, RecordPosition } from './cloud-events/received-event.js';
export { readEvent as readRecord } from './cloud-events/read-event.js';
export { DomainRefusal } from './failures/domain-refusal.js';
export { type FailureKind, sortFailure } from './failures/sort-failure.js';
export {
  type HalvesOptions,
  type HalvesOutcome,
  type PoisonFailure,
  processInHalves,
} from './failures/process-in-halves.js';
export { type EventToPublish, UnitOfWork } from './transactions/unit-of-work.js';
export { Transactions } from './transactions/transactions.js';
export { DueWork, type DueWorkOptions } from './due-work.js';
export type * from './dead-letters/dead-letter.js';
export type { DeadLetterChoice } from './dead-letters/dead-letter-filter.js';
export { maskJson, maskText } from './dead-letters/mask-json.js';
export { maskSentence } from './dead-letters/mask-sentence.js';
export { maskedBody, maskedHeaders, type ShownBody, wholeBody } from './dead-letters/shown-body.js';
export { maskSummary, type ShownDeadLetter } from './dead-letters/shown-dead-letter.js';
export {
  type BeginOutcome,
  DEFAULT_REPLAYS_PER_SECOND,
  MOST_REPLAYS_PER_SECOND,
  type ReplayRun,
  ReplayRuns,
} from './dead-letters/replay-runs.js';
export {
  type CloseOutcome,
  type DeadLetterQuery,
  DeadLetters,
  type Replayer,
  type ReplayOutcome,
} from './dead-letters/dead-letters.js';
export { forgetSubjects, forgottenAmong } from './forgetting/forgotten-subjects.js';
export { scrubLetters } from './dead-letters/scrub-letters.js';
export type { OutboxRelayOptions } from './outbox/outbox-relay.js';
export { type OutboxReading, OutboxStatus } from './outbox/outbox-status.js';
export * from './kafka/broker.js';
export { type KafkaClient, kafkaClients, openBroker } from './kafka/open-broker.js';
export { KafkaJsBroker, type KafkaJsOptions } from './kafka/kafkajs/kafkajs-broker.js';
export { BATON_TRANSPORT, type EventsHandler, OnEvents } from './nest/on-events.js';
export { KafkaBatchServer } from './nest/kafka-batch-server.js';
export { MessagingHealth } from './nest/messaging-health.js';
export {
  MessagingModule,
  type MessagingModuleOptions,
  type MessagingSettings,
} from './nest/messaging.module.js';
export { forgetInbox } from './inbox/inbox.js';
export { attributeNames, metricNames, spanNames } from './telemetry/names.js';
export { duringSpan, endSpan, startSpan, traceparentOf } from './telemetry/traces.js';
export { messagingMigrations } from './migrations/messaging-migrations.js';
