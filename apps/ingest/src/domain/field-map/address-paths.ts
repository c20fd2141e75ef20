import type { JsonObject } from '../body/json.js';
import { textOf } from '../body/text.js';
import { emailAddressIn } from '../person/email-address.js';

/** The paths of the answers that are e-mail addresses, in their order: a question is in whatever language. */
export function addressPaths(answers: JsonObject, root: string): string[] {
  return Object.entries(answers)
    .filter(([, answer]) => emailAddressIn(textOf(answer) ?? '') !== null)
    .map(([question]) => `${root}.${question.replaceAll('.', '\\.')}`);
}
