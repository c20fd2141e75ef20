import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { builtClient } from './chromium.fixture.js';

interface Chunk {
  readonly file: string;
  readonly imports?: readonly string[];
  readonly css?: readonly string[];
}

const MOST_BYTES = 250_000;

/** Everything a rep's browser fetches before the list stands: the entry, the page, and what both import. */
function filesOf(manifest: Record<string, Chunk>, names: readonly string[]): Set<string> {
  const files = new Set<string>();
  const seen = new Set<string>();
  const visit = (name: string) => {
    if (seen.has(name)) return;
    seen.add(name);
    const chunk = manifest[name]!;
    files.add(chunk.file);
    for (const file of chunk.css ?? []) files.add(file);
    for (const imported of chunk.imports ?? []) visit(imported);
  };
  for (const name of names) visit(name);
  return files;
}

it(`brings a rep's list in under ${MOST_BYTES / 1000} kB`, () => {
  const folder = builtClient();
  const manifest = JSON.parse(readFileSync(join(folder, '.vite/manifest.json'), 'utf8')) as Record<
    string,
    Chunk
  >;
  const files = filesOf(manifest, ['index.html', 'src/my-leads/my-leads-page.tsx']);
  const bytes = [...files].reduce((sum, file) => sum + gzipSync(readFileSync(join(folder, file))).length, 0);
  expect(files.size).toBeGreaterThan(3);
  expect(bytes).toBeLessThan(MOST_BYTES);
});
