import type { Condition } from '@baton/contracts';

/** A country's code in capitals, or a name in small letters: what leads are asked by. */
export function placeOf(country: string): string {
  const trimmed = country.trim();
  return /^[a-z]{2}$/i.test(trimmed) ? trimmed.toUpperCase() : trimmed.toLowerCase();
}

/** @param places as `placeOf` leaves them */
export function countryWhen(places: readonly string[]): Condition {
  const codes = places.filter(isCode);
  const names = places.filter((place) => !isCode(place));
  const tests: Condition[] = [];
  if (codes.length > 0) tests.push({ field: 'person.countryCode', op: 'in', value: codes });
  if (names.length > 0) tests.push({ field: 'person.country', op: 'in', value: names });
  return tests.length === 1 ? tests[0]! : { any: tests };
}

/** Those whose country is known, and is none of these. */
export function elsewhereWhen(places: readonly string[]): Condition {
  const codes = places.filter(isCode);
  const names = places.filter((place) => !isCode(place));
  return {
    all: [
      { field: 'person.country', op: 'present' },
      ...(codes.length > 0 ? [{ field: 'person.countryCode', op: 'notIn' as const, value: codes }] : []),
      ...(names.length > 0 ? [{ field: 'person.country', op: 'notIn' as const, value: names }] : []),
    ],
  };
}

export function industryWhen(industries: readonly string[]): Condition {
  return { field: 'company.industry', op: 'in', value: [...industries] };
}

export function otherIndustryWhen(industries: readonly string[]): Condition {
  return {
    all: [
      { field: 'company.industry', op: 'present' },
      { field: 'company.industry', op: 'notIn', value: [...industries] },
    ],
  };
}

const isCode = (place: string) => /^[A-Z]{2}$/.test(place);
