import { randomUUID } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { measured } from './stage.js';

/** A record as the outbox holds it. */
export interface EventRow {
  readonly id: string;
  readonly topic: string;
  readonly key: string;
  readonly value: string;
  readonly headers: Readonly<Record<string, string>>;
}

const LEADS = 1_000;

/** The same kind of records for everybody who is measured, about 900 bytes each. */
export function eventRows(count: number, topic: string): EventRow[] {
  const leads = Array.from({ length: LEADS }, () => randomUUID());
  return Array.from({ length: count }, (_, number) => {
    const id = uuidv7();
    const leadId = leads[number % LEADS]!;
    const data = {
      leadId,
      number,
      person: {
        email: `person-${number}@people.example`,
        name: 'Nora Lindqvist',
        title: 'Head of Operations',
      },
      reasons: ['asked for a demo', 'leads an operations team', '47 points, the line is 40'],
      text: 'We would like to see how you would do this for six docks in two harbours. '.repeat(4),
    };
    return {
      id,
      topic,
      key: leadId,
      value: JSON.stringify(data),
      headers: {
        ce_specversion: '1.0',
        ce_id: id,
        ce_type: topic,
        ce_source: `/baton/${measured.owner}`,
        ce_time: '2026-03-02T09:30:00.000Z',
        ce_subject: leadId,
        ce_dataschema: `/schemas/${measured.topic}.v1.json`,
        ce_correlationid: id,
        ce_sequence: String(number),
        'content-type': 'application/json',
      },
    };
  });
}

/** Cuts into pieces of at most `size`. */
export function* pieces<Item>(items: readonly Item[], size: number): Generator<Item[]> {
  for (let from = 0; from < items.length; from += size) yield items.slice(from, from + size);
}
