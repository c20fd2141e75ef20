import type { Statement } from '../api/interview.js';

/** `Ada, Maya; not Jonas`, or `all 3: Ada, Jonas, Maya`. */
export function whoSaidIt({ saidBy, unsaidBy }: Pick<Statement, 'saidBy' | 'unsaidBy'>): string {
  if (unsaidBy.length > 0) return `${saidBy.join(', ')}; not ${unsaidBy.join(', ')}`;
  return saidBy.length > 1 ? `all ${saidBy.length}: ${saidBy.join(', ')}` : saidBy.join(', ');
}
