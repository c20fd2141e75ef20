import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { BY_PROGRAM, type GeneratedFile } from './generated-file.js';

/** As ingest has them; read from its build, because nobody may import an app. */
interface Facts {
  readonly title: string;
  readonly setup: string;
  readonly secret: string;
  readonly proof: string;
  readonly refusesStale: boolean;
  readonly handshake: string | null;
  readonly testDelivery: string | null;
  readonly sameBy: string;
  readonly deletion: string;
  readonly answersWithin: string;
  readonly retries: string;
}

/** The page about the platforms, from the table that the adapters are tested by. */
export async function providersReference(root: string): Promise<GeneratedFile> {
  const file = join(root, 'apps/ingest/dist/domain/providers/provider-facts.js');
  const { providerFacts } = (await import(pathToFileURL(file).href)) as { providerFacts: Record<string, Facts> };
  const all = Object.entries(providerFacts);
  const yes = (holds: boolean) => (holds ? 'yes' : 'no');
  const content = [
    BY_PROGRAM,
    '# Platforms',
    '',
    'Every row is tested against its adapter: a good delivery, a wrong secret, a changed byte, a stale and a repeated',
    'one, the change of a secret, the question for the address, a test delivery, the order of events, a deletion.',
    '',
    '| platform | `provider` | proof | refused when five minutes old | asks for the address | test deliveries | the same by | a deletion there |',
    '|---|---|---|---|---|---|---|---|',
    ...all.map(([id, facts]) =>
      cells(
        facts.title,
        `\`${id}\``,
        facts.proof,
        yes(facts.refusesStale),
        facts.handshake ?? 'no',
        facts.testDelivery ?? 'none',
        facts.sameBy,
        facts.deletion,
      ),
    ),
    '',
    '## Connecting',
    '',
    '| platform | where to paste the address | the secret | wants an answer within | comes again |',
    '|---|---|---|---|---|',
    ...all.map(([, { title, setup, secret, answersWithin, retries }]) => cells(title, setup, secret, answersWithin, retries)),
  ].join('\n');
  return { path: 'docs/reference/providers.md', content: `${content}\n` };
}

function cells(...texts: string[]): string {
  return `| ${texts.map((text) => text.replaceAll('|', '\\|')).join(' | ')} |`;
}
