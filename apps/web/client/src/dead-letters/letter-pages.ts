import type { DeadLetterSummary, Service } from '../api/dead-letters.js';

export interface LetterOf {
  readonly service: Service;
  readonly letter: DeadLetterSummary;
}

/** In each service, the id of the last one that has been shown. */
export type Cursors = Readonly<Partial<Record<Service, string>>>;

export interface LetterPage {
  readonly letters: readonly LetterOf[];
  /** Services that did not answer: theirs are missing here. */
  readonly away: readonly Service[];
  /** Null on the last page. */
  readonly next: Cursors | null;
}

/**
 * One page of several services, the newest first.
 * @param fetchAfter asks a service for up to `limit` after the cursor; it may fail.
 * @throws what the services threw, where none answered.
 */
export async function mergePage(
  services: readonly Service[],
  cursors: Cursors,
  limit: number,
  fetchAfter: (service: Service, after: string | undefined) => Promise<readonly DeadLetterSummary[]>,
): Promise<LetterPage> {
  const answers = await Promise.allSettled(services.map((service) => fetchAfter(service, cursors[service])));
  const failures = answers.filter((answer) => answer.status === 'rejected');
  if (failures.length === answers.length) throw failures[0]?.reason;
  const found = answers.flatMap((answer, index) =>
    answer.status === 'fulfilled'
      ? answer.value.map((letter) => ({ service: services[index]!, letter }))
      : [],
  );
  // The ids are UUIDv7: their order is the order of time, in every service.
  found.sort((one, other) => (one.letter.id < other.letter.id ? 1 : -1));
  const letters = found.slice(0, limit);
  const next: Partial<Record<Service, string>> = { ...cursors };
  for (const { service, letter } of letters) next[service] = letter.id;
  const full = answers.some((answer) => answer.status === 'fulfilled' && answer.value.length === limit);
  return {
    letters,
    away: services.filter((_, index) => answers[index]!.status === 'rejected'),
    next: found.length > limit || full ? next : null,
  };
}
