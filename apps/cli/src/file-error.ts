import { UnreadableFile } from '@baton/csv-rows';
import { CliError, exitCodes } from './cli-error.js';
import { asNodeError } from './error-shape.js';

/** What is wrong with a file that was to be read, for whoever named it. */
export function asFileError(error: unknown, path: string): unknown {
  if (error instanceof UnreadableFile) return new CliError(`${path}: ${error.message}`);
  const code = asNodeError(error)?.code;
  if (code === 'ENOENT') return new CliError(`There is no file ${path}.`, exitCodes.usage);
  if (code === 'EISDIR') return new CliError(`${path} is a folder.`, exitCodes.usage);
  if (code === 'EACCES') return new CliError(`${path} may not be read.`);
  return error;
}
