import { eventCatalogue, contractOf, contractsConsumedBy } from './catalogue.js';
import { deadLetterTopic } from './define-event.js';

describe('the event catalogue', () => {
  it.each(eventCatalogue.map((contract) => [contract.topic, contract] as const))(
    '%s has an example that its own schema accepts unchanged',
    (_topic, contract) => {
      expect(contract.schema.parse(contract.example)).toEqual(contract.example);
    },
  );

  it.each(eventCatalogue.map((contract) => [contract.topic, contract] as const))(
    'a consumer of %s accepts a field that it does not know',
    (_topic, contract) => {
      const widened = { ...contract.example, addedByALaterVersion: true };
      expect(contract.schema.safeParse(widened).success).toBe(true);
    },
  );

  it('names every topic once, in the past tense form <thing>.<happened>', () => {
    const topics = eventCatalogue.map(({ topic }) => topic);
    expect(new Set(topics).size).toBe(topics.length);
    for (const topic of topics) expect(topic).toMatch(/^[a-z]+\.[a-z]+$/);
  });

  it('keeps whole whatever reporting is rebuilt from', () => {
    for (const { retentionMs, cleanupPolicy } of contractsConsumedBy('reporting')) {
      expect([retentionMs, cleanupPolicy]).toEqual([-1, 'delete']);
    }
  });

  it('lets no service read what it wrote itself', () => {
    for (const { owner, consumers } of eventCatalogue) expect(consumers).not.toContain(owner);
  });

  it('finds contracts by topic and by reader', () => {
    expect(contractOf('lead.created')?.owner).toBe('ingest');
    expect(contractOf('no.such')).toBeUndefined();
    const heard = contractsConsumedBy('routing').map(({ topic }) => topic);
    expect(heard).toEqual(expect.arrayContaining(['lead.qualified', 'lead.rejected']));
    expect(heard).not.toContain('lead.created');
    expect(deadLetterTopic('lead.created', 'scoring')).toBe('lead.created.scoring.dlq');
  });
});
