import { z } from 'zod';
import type { Place } from '../infrastructure/lead-list.js';

const place = z.tuple([z.string().regex(/^(infinity|[-0-9:. +]{10,40})$/), z.number(), z.uuid()]);

/** A place in the list as text that a caller hands back and need not read. */
export function placeToText({ urgentBy, points, leadId }: Place): string {
  return Buffer.from(JSON.stringify([urgentBy, points, leadId])).toString('base64url');
}

/** The schema of such a text in a query. */
export const placeText = z.string().transform((text, context): Place => {
  const parsed = place.safeParse(jsonIn(text));
  if (!parsed.success) {
    context.addIssue({ code: 'custom', message: 'take it from `next` of the page before, unchanged' });
    return z.NEVER;
  }
  const [urgentBy, points, leadId] = parsed.data;
  return { urgentBy, points, leadId };
});

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString());
  } catch {
    return undefined;
  }
}
