/** What the shell is told. */
export const exitCodes = { failed: 1, usage: 2, notRunning: 3, notAllowed: 4, notFound: 5, interrupted: 130 } as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** Something that a person at the terminal can act on: one line, no stack. */
export class CliError extends Error {
  constructor(
    message: string,
    readonly exitCode: ExitCode = exitCodes.failed,
  ) {
    super(message);
  }
}
