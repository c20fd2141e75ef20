/** Something about this machine that a person can mend. Its message is the one line that they are shown. */
export class InfrastructureError extends Error {
  override readonly name = 'InfrastructureError';
}
