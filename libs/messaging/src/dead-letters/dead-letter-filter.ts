import type { DeadLetterFilter } from './dead-letter.js';

/** SQL for the place a dead letter came from: its topic, or `delivery`. */
export const ORIGIN_TOPIC = `coalesce(origin->>'topic', origin->>'kind')`;

/** @returns a condition over `dead_letters`; its values are added to `parameters`. */
export function whereMatches(filter: DeadLetterFilter, parameters: unknown[]): string {
  const conditions: string[] = [];
  const add = (value: unknown, condition: (place: string) => string) => {
    if (value === undefined) return;
    parameters.push(value);
    conditions.push(condition(`$${parameters.length}`));
  };
  add(filter.reason, (place) => `reason = ${place}`);
  add(filter.topic, (place) => `${ORIGIN_TOPIC} = ${place}`);
  // No pattern, so that a percent sign is a percent sign.
  add(filter.text, (place) => `position(lower(${place}) in lower(message)) > 0`);
  add(filter.since, (place) => `created_at >= ${place}`);
  add(filter.until, (place) => `created_at < ${place}`);
  add(filter.eventId, (place) => `event_id = ${place}`);
  add(filter.subject, (place) => `subject = ${place}`);
  return conditions.length === 0 ? 'true' : conditions.join(' AND ');
}

/** Some dead letters: those with these ids, or those that match. */
export type DeadLetterChoice = { readonly ids: readonly string[] } | { readonly filter: DeadLetterFilter };

/** @returns a condition over `dead_letters`; its values are added to `parameters`. */
export function whereChosen(choice: DeadLetterChoice, parameters: unknown[]): string {
  if ('filter' in choice) return whereMatches(choice.filter, parameters);
  parameters.push(choice.ids);
  return `id = ANY($${parameters.length}::uuid[])`;
}
