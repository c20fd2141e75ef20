import { leadHeld } from '@baton/contracts';
import { recordOf, testContract } from '../../test/fixture.js';
import type { KafkaRecord } from '../kafka/broker.js';
import { encodeEvent } from './encode-event.js';
import { readEvent, UnusableRecord } from './read-event.js';

const contract = testContract();
const good = recordOf(contract, 7, { subject: 'lead-1' });
const withHeader = (name: string, text: string | undefined): KafkaRecord => {
  const headers: Record<string, Buffer> = { ...good.headers };
  delete headers[name];
  if (text !== undefined) headers[name] = Buffer.from(text);
  return { ...good, headers };
};
const reasonOf = (record: KafkaRecord) => {
  try {
    readEvent(contract, 0, record);
    return 'read';
  } catch (error) {
    return (error as UnusableRecord).reason;
  }
};

describe('an event', () => {
  it('arrives as it was published', () => {
    const cause = {
      id: '019a2b4e-7c10-7a31-9d52-3f1e5c8a9b01',
      correlationId: 'chain',
      traceparent: '00-aa-bb-01',
    };
    const time = new Date('2026-03-02T09:30:00.000Z');
    const { id, record } = encodeEvent(leadHeld, {
      subject: leadHeld.example.leadId,
      sequence: 3,
      data: leadHeld.example,
      time,
      causedBy: cause,
    });
    const headers = Object.fromEntries(Object.entries(record.headers).map(([k, v]) => [k, Buffer.from(v)]));
    expect(record.headers).toMatchObject({
      ce_specversion: '1.0',
      ce_type: 'lead.held',
      ce_source: '/baton/scoring',
      ce_dataschema: '/schemas/lead.held.v1.json',
      'content-type': 'application/json',
    });
    expect(readEvent(leadHeld, 4, { offset: '12', key: record.key, value: record.value, headers })).toEqual({
      id,
      topic: 'lead.held',
      subject: leadHeld.example.leadId,
      sequence: 3,
      time,
      source: '/baton/scoring',
      correlationId: 'chain',
      causationId: cause.id,
      traceparent: '00-aa-bb-01',
      data: leadHeld.example,
      origin: { topic: 'lead.held', partition: 4, offset: '12' },
    });
  });

  it('without a cause begins a chain named after itself', () => {
    const event = readEvent(contract, 0, good);
    expect(event).toMatchObject({ correlationId: event.id, causationId: null, traceparent: null });
  });

  it('may carry fields that its consumer does not know', () => {
    const value = Buffer.from(JSON.stringify({ number: 7, later: 'addition' }));
    expect(readEvent(contract, 0, { ...good, value }).data).toEqual({ number: 7 });
  });

  it.each<[string, KafkaRecord]>([
    ['no id', withHeader('ce_id', undefined)],
    ['an id that is no UUID', withHeader('ce_id', 'seven')],
    ['another type', withHeader('ce_type', 'lead.lost')],
    ['no subject', withHeader('ce_subject', undefined)],
    ['no time', withHeader('ce_time', 'yesterday')],
    ['no sequence', withHeader('ce_sequence', '1.5')],
    ['no value', { ...good, value: null }],
    ['no JSON', { ...good, value: Buffer.from('{"number":') }],
  ])('with %s is unreadable', (_what, record) => {
    expect(reasonOf(record)).toBe('UNREADABLE');
  });

  it('whose data break the contract is told apart', () => {
    expect(reasonOf({ ...good, value: Buffer.from('{"number":"seven"}') })).toBe('SCHEMA');
  });
});
