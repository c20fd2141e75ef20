import type { QuestionId } from './answers.js';
import type { Statement } from './statements.js';

export interface Disagreement {
  /** That of the statement. */
  readonly id: string;
  readonly question: QuestionId;
  /** E.g. `is a manager or leads a team: Ada and Jonas say so, Maya does not`. */
  readonly says: string;
}

/** Where some of those who answered a question say a thing and others do not, the most divided first. */
export function disagreementsOf(statements: readonly Statement[]): Disagreement[] {
  return statements
    .filter(({ unsaidBy }) => unsaidBy.length > 0)
    .sort((one, other) => divided(one) - divided(other))
    .map(({ id, question, says, saidBy, unsaidBy }) => ({
      id,
      question,
      says: `${says}: ${listed(saidBy)} ${saidBy.length === 1 ? 'says' : 'say'} so, ${listed(unsaidBy)} ${unsaidBy.length === 1 ? 'does' : 'do'} not`,
    }));
}

/** How far the share of those who say it is from a half. */
const divided = ({ saidBy, unsaidBy }: Statement) => Math.abs(saidBy.length / (saidBy.length + unsaidBy.length) - 0.5);

function listed(names: readonly string[]): string {
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
