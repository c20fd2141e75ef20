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
  readonly head: StoryHead;
  readonly story: readonly StoryItem[];
}

/** @param timeZone the machine's own unless told. */
export function leadStoryText({ head, story }: LeadStory, paint: Paint, timeZone?: string): string {
  const who = [head.name, head.title, head.company].filter((part) => part !== null).join(' · ');
  const facts = [
    ['Lead', head.leadId],
    ['State', head.state],
    ['Owner', head.owner?.name ?? 'nobody yet'],
    ...(head.next === null ? [] : [['Next', head.next.says]]),
  ] as [string, string][];
  return [
    paint('strong', who || (head.email ?? 'Nobody known behind the address yet')),
    ...(who && head.email ? [head.email] : []),
    '',
    ...facts.map(([name, value]) => `${paint('quiet', name.padEnd(5))}  ${value}`),
    '',
    timeline(story, paint, timeZone),
  ].join('\n');
}

/** The day stands once, where it begins: the eye then reads times and sentences. */
function timeline(story: readonly StoryItem[], paint: Paint, timeZone?: string): string {
  const width = Math.max(0, ...story.map(({ topic }) => topic.length));
  let today = '';
  return story
    .flatMap(({ time, topic, says }) => {
      const [day, clock] = wallTime(time, timeZone).split(' ') as [string, string];
      const line = `  ${clock}  ${paint('quiet', topic.padEnd(width))}  ${says}`;
      if (day === today) return [line];
      today = day;
      return [paint('strong', day), line];
    })
    .join('\n');
}
