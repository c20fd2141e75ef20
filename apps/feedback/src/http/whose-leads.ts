import { Problem, type User } from '@baton/service-kit';

/**
 * Whose leads the user sees: a rep their own, everybody else all (null).
 * @throws Problem 403 for a rep whose account is tied to no rep yet.
 */
export function whoseLeads({ role, repId }: User): string | null {
  if (role !== 'rep') return null;
  if (!repId) throw Problem.forbidden('This account is not tied to a rep yet: ask an operator to set it.');
  return repId;
}
