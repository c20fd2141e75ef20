import type { UnitOfWork } from '@baton/messaging';
import { Injectable } from '@nestjs/common';
import { type Fact, type FactGroup, keeps } from '../domain/facts.js';
import type { KnownEvent } from '../domain/known-event.js';
import { type Column, factColumns } from './fact-columns.js';

/** Writes what events say, by the batch: one statement for the story, one for each group of facts. */
@Injectable()
export class Projections {
  /** An event that is known already changes nothing. */
  async addToStories(uow: UnitOfWork, events: readonly KnownEvent[]): Promise<void> {
    const rows = events.map(({ id, subject, topic, time, sequence, correlationId, causationId, data }) => ({
      event_id: id,
      subject,
      topic,
      time,
      sequence,
      correlation_id: correlationId,
      causation_id: causationId,
      data,
    }));
    await uow.query(
      `INSERT INTO story_events (event_id, subject, topic, time, sequence, correlation_id, causation_id, data)
       SELECT * FROM jsonb_to_recordset($1::jsonb) AS given (event_id uuid, subject text, topic text, time timestamptz,
         sequence int, correlation_id text, causation_id text, data jsonb)
       ON CONFLICT DO NOTHING`,
      [JSON.stringify(rows)],
    );
  }

  /** @param facts at most one a lead and group: see `settleFacts`. */
  async write(uow: UnitOfWork, facts: readonly Fact[]): Promise<void> {
    for (const [group, some] of Map.groupBy(facts, (fact) => fact.group)) {
      await uow.query(upsertOf(group), [JSON.stringify(some.map(rowOf))]);
    }
  }

  /** Deletes the stories of people, and all that names them from what is counted of them. */
  async forgetPeople(uow: UnitOfWork, leadIds: readonly string[]): Promise<void> {
    await uow.query('DELETE FROM story_events WHERE subject = ANY($1::text[])', [leadIds]);
    await uow.query(
      `UPDATE lead_facts SET email = NULL, full_name = NULL, title = NULL, company = NULL WHERE lead_id = ANY($1::uuid[])`,
      [leadIds],
    );
  }

  /** Empties what a rebuild reads again from the log. */
  async forget(uow: UnitOfWork): Promise<void> {
    await uow.query('TRUNCATE lead_facts, story_events');
  }
}

const columnsOf = (group: FactGroup) => Object.entries(factColumns[group].values) as Array<[string, Column]>;

function rowOf({ leadId, group, sequence, values }: Fact): Record<string, unknown> {
  const given = values as unknown as Record<string, unknown>;
  return {
    lead_id: leadId,
    ...Object.fromEntries(columnsOf(group).map(([key, [column]]) => [column, given[key]])),
    [factColumns[group].sequence]: sequence,
  };
}

/** Writes a group only over an older version of itself (or a later one, where the first stays). */
function upsertOf(group: FactGroup): string {
  const { sequence } = factColumns[group];
  const columns = columnsOf(group).map(([, column]) => column);
  const names = [...columns.map(([name]) => name), sequence];
  const typed = [...columns.map((column) => column.join(' ')), `${sequence} integer`];
  // In the order of the leads, so that two batches cannot lock each other out.
  return `INSERT INTO lead_facts AS known (lead_id, ${names.join(', ')})
    SELECT * FROM jsonb_to_recordset($1::jsonb) AS given (lead_id uuid, ${typed.join(', ')}) ORDER BY lead_id
    ON CONFLICT (lead_id) DO UPDATE SET ${names.map((name) => `${name} = excluded.${name}`).join(', ')}
    WHERE known.${sequence} IS NULL OR excluded.${sequence} ${keeps[group] === 'newest' ? '>' : '<'} known.${sequence}`;
}
