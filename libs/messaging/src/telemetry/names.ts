/**
 * Every name that Baton emits. `telemetry/registry.yaml` says what each means; a test holds both against each other.
 * Spans and attributes follow OpenTelemetry's conventions for messaging and HTTP where those have a name.
 */
export const spanNames = {
  webhook: 'POST /webhooks/{sourceId}',
  delivery: 'process delivery',
  send: (topic: string) => `send ${topic}`,
  process: (topic: string) => `process ${topic}`,
} as const;

export const attributeNames = {
  system: 'messaging.system',
  destination: 'messaging.destination.name',
  operation: 'messaging.operation.type',
  messageId: 'messaging.message.id',
  group: 'messaging.consumer.group.name',
  partition: 'messaging.destination.partition.id',
  offset: 'messaging.kafka.offset',
  batchSize: 'messaging.batch.message_count',
  method: 'http.request.method',
  status: 'http.response.status_code',
  route: 'http.route',
  errorType: 'error.type',
  outcome: 'baton.outcome',
  reason: 'baton.reason',
  source: 'baton.source.id',
  alarm: 'baton.alarm',
} as const;

export const metricNames = {
  outboxAge: 'baton.outbox.age',
  outboxDepth: 'baton.outbox.depth',
  relayBatch: 'baton.relay.batch',
  consumerLag: 'baton.consumer.lag',
  inboxEvents: 'baton.inbox.events',
  deadLettersRecorded: 'baton.dead_letters.recorded',
  deadLettersOpen: 'baton.dead_letters.open',
  erasuresUnconfirmed: 'baton.erasures.unconfirmed',
  sourceSilent: 'baton.source.silent',
  scoringAlarms: 'baton.scoring.alarms',
  webhookToRouted: 'baton.webhook_to_routed',
  requestDuration: 'http.server.request.duration',
} as const;
