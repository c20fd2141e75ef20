import type { Attributes, PassportAnswer, Person } from '@baton/contracts';
import { maskJson, maskSentence, maskText } from '@baton/messaging';
import type { Outlook } from '../domain/outlook.js';

/**
 * With hidden what a person says of themselves: who they are, what they answered, and whatever Baton has no name for.
 * Codes of campaigns and names of pages stay, without the addresses that may stand in them.
 */
export function maskedOutlook(outlook: Outlook): Outlook {
  switch (outlook.kind) {
    case 'lead':
    case 'inquiry': {
      const { person, source, passport, attributes } = outlook;
      return {
        ...outlook,
        person: maskJson(person) as Person,
        company: maskedTexts(outlook.company, maskSentence),
        source: {
          ...maskedTexts(source, maskSentence),
          ...maskedTexts(
            { selfReported: source.selfReported, referrer: source.referrer, landingPage: source.landingPage },
            maskText,
          ),
        },
        passport: {
          whereFrom: maskedAnswer(passport.whereFrom),
          content: passport.content.map((answer) => maskedAnswer(answer) as PassportAnswer),
          prompted: maskedAnswer(passport.prompted),
        },
        attributes: maskJson(attributes) as Attributes,
      };
    }
    case 'deal':
      return { ...outlook, name: outlook.name === null ? null : maskText(outlook.name) };
    case 'nothing':
    case 'refused':
      return { ...outlook, because: maskSentence(outlook.because) };
  }
}

function maskedAnswer(answer: PassportAnswer | null): PassportAnswer | null {
  return answer === null ? null : { ...answer, kind: maskSentence(answer.kind), says: maskSentence(answer.says) };
}

/** Without the fields that say nothing. */
function maskedTexts<Fields extends object>(fields: Fields, mask: (text: string) => string): Fields {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]: [string, unknown]) =>
      value === undefined ? [] : [[name, typeof value === 'string' ? mask(value) : value]],
    ),
  ) as Fields;
}
