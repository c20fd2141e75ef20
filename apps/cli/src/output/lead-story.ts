import type { Paint } from './paint.js';
import { wallTime } from './times.js';

/** The head of a story, as reporting tells it. */
export interface StoryHead {
  readonly leadId: string;
  readonly name: string | null;
  readonly email: string | null;
  readonly title: string | null;
  readonly company: string | null;
  readonly state: string;
  readonly score: number | null;
  readonly owner: { readonly name: string } | null;
  /** Who has to act, and by when, in words; null when nobody has to. */
  readonly next: { readonly says: string } | null;
}

/** Something that happened, in one sentence. */
export interface StoryItem {
  readonly time: string;
  readonly topic: string;
  readonly says: string;
}

export interface LeadStory {
  readonly lead: StoryHead;
  /** Oldest first. */
  readonly items: readonly StoryItem[];
  /** True while the numbers are read again from the log: some of the story may be missing. */
  readonly rebuilding: boolean;
}

/** @param timeZone the machine's own unless told. */
export function leadStoryText({ lead, items, rebuilding }: LeadStory, paint: Paint, timeZone?: string): string {
  const who = [lead.name, lead.title, lead.company].filter((part) => part !== null).join(' · ');
  const facts = [
    ['Lead', lead.leadId],
    ['State', lead.state],
    ...(lead.score === null ? [] : [['Score', String(lead.score)]]),
    ['Owner', lead.owner?.name ?? 'nobody yet'],
    ...(lead.next === null ? [] : [['Next', lead.next.says]]),
  ] as [string, string][];
  return [
    paint('strong', who || (lead.email ?? 'Nobody known behind the address yet')),
    ...(who && lead.email ? [lead.email] : []),
    '',
    ...facts.map(([name, value]) => `${paint('quiet', name.padEnd(5))}  ${value}`),
    '',
    timeline(items, paint, timeZone),
    ...(rebuilding ? ['', paint('warn', 'Reporting is being rebuilt: some of it may be missing.')] : []),
  ].join('\n');
}

/** The day stands once, where it begins: the eye then reads times and sentences. */
function timeline(items: readonly StoryItem[], paint: Paint, timeZone?: string): string {
  const width = Math.max(0, ...items.map(({ topic }) => topic.length));
  let today = '';
  return items
    .flatMap(({ time, topic, says }) => {
      const [day, clock] = wallTime(time, timeZone).split(' ') as [string, string];
      const line = `  ${clock}  ${paint('quiet', topic.padEnd(width))}  ${says}`;
      if (day === today) return [line];
      today = day;
      return [paint('strong', day), line];
    })
    .join('\n');
}
