import {
  type DeadLetterFilter,
  type DeadLetterState,
  deadLetterStates,
  type Service,
  services,
} from '../api/dead-letters.js';

/** What the page is narrowed to, as it stands in the address. */
export interface LetterFilter {
  readonly service: Service | null;
  readonly state: DeadLetterState;
  readonly reason: string;
  readonly topic: string;
  /** Part of the error, or a whole lead id. */
  readonly words: string;
  /** First and last day, `2026-03-02`, in the viewer's zone. */
  readonly from: string;
  readonly to: string;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export function filterIn(search: URLSearchParams): LetterFilter {
  const given = (name: string) => search.get(name) ?? '';
  return {
    service: services.find((service) => service === given('service')) ?? null,
    state: deadLetterStates.find((state) => state === given('state')) ?? 'open',
    reason: given('reason'),
    topic: given('topic'),
    words: given('words'),
    from: given('from'),
    to: given('to'),
  };
}

/** What the API is asked, besides the state and the service. */
export function apiFilter({ reason, topic, words, from, to }: LetterFilter): DeadLetterFilter {
  const text = words.trim();
  const fields = {
    reason,
    topic,
    text: UUID.test(text) ? '' : text,
    subject: UUID.test(text) ? text : '',
    since: instantOf(from, 0),
    // The last day counts whole.
    until: instantOf(to, 1),
  };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''));
}

export const servicesOf = ({ service }: LetterFilter): readonly Service[] => (service ? [service] : services);

/** Midnight at the beginning of a day, so many days later; nothing where the day is none. */
function instantOf(day: string, later: number): string {
  const date = new Date(`${day}T00:00`);
  if (Number.isNaN(date.getTime())) return '';
  date.setDate(date.getDate() + later);
  return date.toISOString();
}
