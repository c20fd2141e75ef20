import type { ServerResponse } from 'node:http';
import { asJson, type SeenRequest } from '../server/test/stub-upstream.fixture.js';

type Rules = Readonly<Record<string, string>>;
type Map = Readonly<Record<string, Rules | string | undefined>>;

const bodies = [
  { 'data.E-Mail': 'ada@fjordworks.example', 'data.Firma': 'Fjordworks', 'data.Bemerkung': 'ruft mich bitte an' },
  { 'data.E-Mail': 'nobody', 'data.Firma': 'Havn', 'data.Bemerkung': 'keine' },
];

/** Ingest, as far as somebody tries a field map: paths of one key, and only e-mail address and company are read. */
export class StubFieldMap {
  /** Those that were kept, by the ids of their sources. */
  readonly kept: Array<[id: string, map: Map | null]> = [];

  constructor(private readonly now: Date) {}

  /** @returns whether the question was about a field map. */
  answer({ method, url, body }: SeenRequest, response: ServerResponse): boolean {
    const [, , id = '', part, last] = url.split('/');
    if (method === 'PUT' && part === undefined) {
      const { fieldMap } = JSON.parse(body.toString()) as { fieldMap: Map | null };
      this.kept.push([id, fieldMap]);
      asJson(response, 200, {});
      return true;
    }
    if (part !== 'field-map' || last !== 'preview') return false;
    const { fieldMap, unmasked } = JSON.parse(body.toString()) as { fieldMap: Map | null; unmasked: boolean };
    asJson(response, 200, this.preview(fieldMap ?? { root: 'data', company: { name: 'data.Firma' } }, unmasked));
    return true;
  }

  private preview(map: Map, unmasked: boolean): object {
    const read = (group: string) => Object.values((map[group] ?? {}) as Rules);
    const ruled = new Set([...read('person'), ...read('company')]);
    const masked = (text: string) => (unmasked ? text : `${text[0]}…`);
    return {
      fieldMap: map,
      deliveries: bodies.map((said, index) => ({
        id: `0198a100-0000-7000-8000-0000000000e${index}`,
        receivedAt: this.now.toISOString(),
        becomes: [becomes(said, map, masked)],
      })),
      paths: Object.entries(bodies[0]!).map(([path, text]) => ({
        path,
        times: bodies.length,
        example: masked(text),
        use: ruled.has(path) ? 'rule' : 'attribute',
      })),
    };
  }
}

function becomes(said: Rules, map: Map, masked: (text: string) => string): object {
  const email = said[(map['person'] as Rules | undefined)?.['email'] ?? ''];
  if (!email?.includes('@')) return { kind: 'refused', because: 'no e-mail address found' };
  const name = said[(map['company'] as Rules | undefined)?.['name'] ?? ''];
  return {
    kind: 'lead',
    person: { email: masked(email) },
    company: { name },
    passport: { whereFrom: null, content: [], prompted: null },
    attributes: { Bemerkung: masked(said['data.Bemerkung']!) },
  };
}
