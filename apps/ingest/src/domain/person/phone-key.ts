import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/max';

/**
 * A number as everybody writes it in the end, for dialling and for matching; what was typed is what is shown.
 * @param country ISO 3166-1 alpha-2: where a number without a prefix is dialled from.
 * @returns E.164, e.g. `+4917012345678`; null for what cannot be dialled, or not from everywhere.
 */
export function phoneKey(text: string, country?: string): string | null {
  const from = country !== undefined && isSupportedCountry(country) ? (country as CountryCode) : undefined;
  const written = text.trim().replace(/^00(?=[1-9])/, '+');
  const number = parsePhoneNumberFromString(written, { ...(from ? { defaultCountry: from } : {}), extract: false });
  return number?.isValid() ? number.number : null;
}
