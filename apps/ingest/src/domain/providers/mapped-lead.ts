import type { Json } from '../body/json.js';
import { applyFieldMap } from '../field-map/apply-field-map.js';
import type { FieldMap } from '../field-map/field-map.js';
import { overlay } from './overlay.js';
import type { PersonEvent, ReadingSource } from './provider.js';

/** A lead as the platform names its fields, corrected by what the source's own map says. */
export function mappedLead(
  body: Json,
  own: FieldMap,
  source: ReadingSource,
  { provider, dedupeKey }: { readonly provider: string; readonly dedupeKey: string },
): PersonEvent {
  const delivery = { dedupeKey, owner: `${provider}:${source.id}` };
  if (source.fieldMap === null) return applyFieldMap(body, own, delivery);
  // However the platform's own fields are named, the source says how things are written in them.
  const { timeZone = own.timeZone, dateFormat, dates, amounts, currency, decimal, phoneCountry } = source.fieldMap;
  const notation = { timeZone, dateFormat, dates, amounts, currency, decimal, phoneCountry };
  const mapped = applyFieldMap(body, { ...source.fieldMap, timeZone }, delivery);
  const read = applyFieldMap(body, { ...unsaid(own, mapped), ...notation }, delivery, mapped.readBy?.[0]?.moved);
  return overlay(read, mapped);
}

/** Without the rules of which the source's map knows better: what they would have moved stays among the attributes. */
function unsaid(own: FieldMap, mapped: PersonEvent): FieldMap {
  const left = <Rules extends object>(rules: Rules | undefined, said: object) =>
    Object.fromEntries(
      Object.entries(rules ?? {}).filter(([target]) => (said as Record<string, unknown>)[target] === undefined),
    ) as Rules;
  return {
    ...own,
    person: left(own.person, mapped.person),
    company: left(own.company, mapped.company),
    source: left(own.source, mapped.source),
  };
}

/** The same where only somebody who is known, or who gives an address, can be meant. */
export function asTouch(event: PersonEvent, kind: string, says: string): PersonEvent {
  return {
    ...event,
    kind: 'touch',
    passport: { ...event.passport, prompted: null },
    touch: { kind, says, content: event.touch?.content },
  };
}
