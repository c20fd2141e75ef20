import { deadLetterTopic, eventCatalogue } from '@baton/contracts';
import { topicsToEnsure } from '@baton/infrastructure';
import { type AsyncAPIDocumentInterface, Parser } from '@asyncapi/parser';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { parse } from 'yaml';
import { asyncApiFile } from './asyncapi.js';

describe('the AsyncAPI document', () => {
  let document: AsyncAPIDocumentInterface;
  let complaints: string[];

  beforeAll(async () => {
    const parsed = await new Parser().parse(asyncApiFile().content);
    document = parsed.document!;
    complaints = parsed.diagnostics.map(({ message, path }) => `${path.join('.')}: ${message}`);
  }, 120_000);

  it('is valid by the official parser, down to its hints', () => expect(complaints).toEqual([]));

  it('says of every topic that there is what is set on it', () => {
    const said = document
      .channels()
      .all()
      .map((channel) => {
        const { topic, partitions, topicConfiguration } = channel.bindings().get('kafka')!.value();
        return {
          topic,
          partitions,
          retentionMs: topicConfiguration['retention.ms'],
          cleanupPolicy: topicConfiguration['cleanup.policy'][0],
        };
      });
    expect(said).toEqual(topicsToEnsure());
  });

  it('names who sends and who receives, and who puts aside what it cannot handle', () => {
    const ids = document
      .operations()
      .all()
      .map((operation) => operation.id());
    const wanted = eventCatalogue.flatMap(({ topic, owner, consumers }) => [
      `${owner}.send.${topic}`,
      ...consumers.flatMap((reader) => [
        `${reader}.receive.${topic}`,
        `${reader}.send.${deadLetterTopic(topic, reader)}`,
      ]),
    ]);
    expect(ids.sort()).toEqual(wanted.sort());
  });

  it('gives every event a key, headers, a payload and examples of a usual, a full and a minimal record', () => {
    for (const { topic } of eventCatalogue) {
      const message = document.channels().get(topic)!.messages().get(topic)!;
      expect(message.bindings().get('kafka')!.value().key.type).toBe('string');
      expect([message.hasHeaders(), message.hasPayload(), message.hasCorrelationId()]).toEqual([
        true,
        true,
        true,
      ]);
      expect(
        message
          .examples()
          .all()
          .map((example) => [example.name(), example.hasHeaders(), example.hasPayload()]),
      ).toEqual([
        ['usual', true, true],
        ['full', true, true],
        ['minimal', true, true],
      ]);
    }
  });

  // The parser looks at the form of an example, not at what it holds.
  it('has no example that its own schemas refuse', () => {
    const { components } = parse(asyncApiFile().content) as { components: Components };
    const ajv = new Ajv2020({ strict: false });
    formats.default(ajv);
    const problemsOf = (schema: object, value: unknown) =>
      ajv.validate(schema, value) ? [] : [ajv.errorsText()];
    for (const { topic } of eventCatalogue) {
      for (const { headers, payload } of components.messages[topic]!.examples) {
        expect(problemsOf(components.schemas['eventHeaders']!, headers)).toEqual([]);
        expect(problemsOf(components.schemas[topic]!, payload)).toEqual([]);
      }
    }
  });
});

interface Components {
  readonly messages: Readonly<
    Record<string, { readonly examples: readonly { headers: object; payload: object }[] }>
  >;
  readonly schemas: Readonly<Record<string, object>>;
}
