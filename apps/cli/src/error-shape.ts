/** What Node's errors carry. Read by shape, not by class: an error may come from another realm. */
interface NodeError {
  readonly message: string;
  readonly code?: string;
  readonly cause?: unknown;
}

/** @returns null for what is no error, such as a thrown string. */
export function asNodeError(thrown: unknown): NodeError | null {
  return typeof thrown === 'object' && thrown !== null && 'message' in thrown ? (thrown as NodeError) : null;
}
