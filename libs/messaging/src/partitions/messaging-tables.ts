import type { DailyTable } from './daily-partitions.js';

export const outboxTable: DailyTable = {
  table: 'outbox_events',
  key: 'id',
  keepDays: 2,
  // What the relay has yet to send stays, however old.
  stillNeeded: 'seq > (SELECT seq FROM outbox_cursor)',
  storedAt: 'created_at',
};

/** A repeat is known for as long as this: longer than a broker or a relay may plausibly be away. */
export const inboxTable: DailyTable = {
  table: 'inbox_events',
  key: 'event_id',
  keepDays: 35,
  storedAt: 'received_at',
};
