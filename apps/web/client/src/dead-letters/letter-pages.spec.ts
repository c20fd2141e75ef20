import type { DeadLetterSummary, Service } from '../api/dead-letters.js';
import { type Cursors, mergePage } from './letter-pages.js';

const letters = (ids: string[]) => ids.map((id) => ({ id }) as DeadLetterSummary);
const stored: Record<string, string[]> = { ingest: ['9', '7', '6', '1'], scoring: ['8', '5'], routing: [] };
const fetchAfter = async (service: Service, after: string | undefined) =>
  letters(stored[service]!.filter((id) => after === undefined || id < after).slice(0, 2));

describe('pages of several services', () => {
  it('show each once, the newest first, to the end', async () => {
    const shown: string[] = [];
    for (let cursors: Cursors | null = {}; cursors;) {
      const page = await mergePage(['ingest', 'scoring', 'routing'], cursors, 2, fetchAfter);
      shown.push(...page.letters.map(({ letter }) => letter.id));
      cursors = page.next;
    }
    expect(shown).toEqual(['9', '8', '7', '6', '5', '1']);
  });

  it('name a service that does not answer, and show the others', async () => {
    const page = await mergePage(['ingest', 'routing'], {}, 10, async (service, after) => {
      if (service === 'routing') throw new Error('away');
      return fetchAfter(service, after);
    });
    expect(page).toMatchObject({ away: ['routing'], next: null });
    expect(page.letters).toHaveLength(2);
  });

  it('fail where nobody answers', async () => {
    const away = async () => {
      throw new Error('away');
    };
    await expect(mergePage(['ingest', 'routing'], {}, 10, away)).rejects.toThrow('away');
  });
});
