import { deadLetterTopic, eventCatalogue } from '@baton/contracts';
import { Parser } from '@asyncapi/parser';
import { asyncApiFile } from './asyncapi.js';

describe('the AsyncAPI document', () => {
  it('is valid by the official parser, down to its hints, and names every topic with its senders and readers', async () => {
    const { document, diagnostics } = await new Parser().parse(asyncApiFile().content);
    expect(diagnostics.map(({ message, path }) => `${path.join('.')}: ${message}`)).toEqual([]);

    const topics = eventCatalogue.flatMap(({ topic, consumers }) => [
      topic,
      ...consumers.map((consumer) => deadLetterTopic(topic, consumer)),
    ]);
    expect(document!.channels().all().map((channel) => channel.address()).sort()).toEqual(topics.sort());
    for (const { topic, owner, consumers } of eventCatalogue) {
      const ids = document!.operations().all().map((operation) => operation.id());
      expect(ids).toContain(`${owner}.send.${topic}`);
      for (const consumer of consumers) expect(ids).toContain(`${consumer}.receive.${topic}`);
    }
  }, 60_000);
});
