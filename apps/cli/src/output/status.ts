import type { Paint } from './paint.js';
import { table } from './table.js';
import { inWords } from './times.js';

/** One app as the front door sees it. `status` is null where the app has none or did not answer. */
export interface AppStatus {
  readonly app: string;
  readonly ready: boolean;
  /** Why it is not ready, where it says so. */
  readonly because: string | null;
  readonly status: {
    readonly outbox: { readonly depth: number; readonly ageMs: number };
    readonly lag: ReadonlyArray<{ readonly topic: string; readonly partition: number; readonly lag: number }>;
    readonly deadLetters: { readonly open: number };
  } | null;
}

const NOTHING = '–';

/** Every app in a line, and under the table what a person should look at. */
export function statusText(apps: readonly AppStatus[], paint: Paint): string {
  const rows = apps.map((app) => [app.app, readiness(app, paint), ...figures(app.status, paint)]);
  const text = table(
    [
      { title: 'app' },
      { title: 'ready' },
      { title: 'lag', align: 'right' },
      { title: 'outbox', align: 'right' },
      { title: 'oldest', align: 'right' },
      { title: 'dead letters', align: 'right' },
    ],
    rows,
    paint,
  );
  return [text, ...remarks(apps, paint)].join('\n');
}

function readiness({ ready }: AppStatus, paint: Paint): string {
  return ready ? paint('good', 'yes') : paint('bad', 'NO');
}

function figures(status: AppStatus['status'], paint: Paint): string[] {
  if (status === null) return [NOTHING, NOTHING, NOTHING, NOTHING];
  const { outbox, lag, deadLetters } = status;
  const behind = lag.reduce((sum, partition) => sum + partition.lag, 0);
  const open = String(deadLetters.open);
  return [
    String(behind),
    String(outbox.depth),
    outbox.depth === 0 ? NOTHING : inWords(outbox.ageMs),
    deadLetters.open === 0 ? open : paint('warn', open),
  ];
}

function remarks(apps: readonly AppStatus[], paint: Paint): string[] {
  const notReady = apps.filter(({ ready }) => !ready);
  const open = apps.reduce((sum, { status }) => sum + (status?.deadLetters.open ?? 0), 0);
  const lines = notReady.map(({ app, because }) => paint('bad', `${app} is not ready${because ? `: ${because}` : '.'}`));
  if (open > 0) lines.push(`${open} open dead letter${open === 1 ? '' : 's'}: \`npx baton dead-letters list\``);
  return lines.length === 0 ? [] : ['', ...lines];
}
