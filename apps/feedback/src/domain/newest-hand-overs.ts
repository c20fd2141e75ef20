/** Of several hand-overs of a lead the newest attempt owns it; what came later in the list wins a tie. */
export function newestHandOvers<Event extends { readonly data: { leadId: string; attempt: number } }>(
  events: readonly Event[],
): Event[] {
  const newest = new Map<string, Event>();
  for (const event of events) {
    const known = newest.get(event.data.leadId);
    if (!known || known.data.attempt <= event.data.attempt) newest.set(event.data.leadId, event);
  }
  return [...newest.values()];
}
