import type { ToldVisit } from './told-visit.js';

/** A question that was answered. Typeform leaves out the ones that were skipped. */
interface Question {
  readonly ref: string;
  readonly title: string;
  readonly type: 'short_text' | 'email' | 'phone_number' | 'number';
  readonly answer: string | number | null | undefined;
}

const VALUE_KEYS = { short_text: 'text', email: 'email', phone_number: 'phone_number', number: 'number' } as const;

/** A finished response. `formId` follows from the form's title, so that repeats are of one form. */
export function typeformBody(told: ToldVisit): string {
  const { lead, visit, at, id } = told;
  const { campaign } = lead;
  const questions = questionsOf(told);
  const formId = visit.form.segmentEvent.replaceAll(' ', '').slice(0, 8);
  return JSON.stringify({
    event_id: `ev-${id}`,
    event_type: 'form_response',
    form_response: {
      form_id: formId,
      token: id,
      landed_at: new Date(at.getTime() - 90_000).toISOString(),
      submitted_at: at.toISOString(),
      hidden: {
        utm_source: campaign?.source,
        utm_medium: campaign?.medium,
        utm_campaign: campaign?.key,
        last_content: visit.article?.title,
      },
      definition: {
        id: formId,
        title: visit.form.title,
        fields: questions.map(({ ref, title, type }) => ({ id: `field-${ref}`, ref, type, title, properties: {} })),
      },
      answers: questions
        .filter(({ answer }) => answer !== null && answer !== undefined)
        .map(({ ref, type, answer }) => ({
          type: VALUE_KEYS[type],
          [VALUE_KEYS[type]]: answer,
          field: { id: `field-${ref}`, ref, type },
        })),
    },
  });
}

function questionsOf({ lead: { person, firm }, visit }: ToldVisit): Question[] {
  const email: Question = { ref: 'email', title: 'Your work e-mail', type: 'email', answer: person.email };
  if (!visit.saysWho) return [email];
  return [
    { ref: 'full_name', title: 'What’s your full name?', type: 'short_text', answer: `${person.givenName} ${person.familyName}` },
    email,
    { ref: 'company', title: 'Where do you work?', type: 'short_text', answer: firm?.name },
    { ref: 'company_size', title: 'How many people work there?', type: 'number', answer: firm?.employees },
    { ref: 'job_title', title: 'What is your job title?', type: 'short_text', answer: person.title },
    { ref: 'country', title: 'Country', type: 'short_text', answer: person.country },
    { ref: 'phone', title: 'Phone', type: 'phone_number', answer: person.phone },
  ];
}

/** Typeform sources are read without a map; this one adds what only this form asks. */
export const formFieldMap = { company: { employees: 'answers.company_size' }, attributes: 'none' };
