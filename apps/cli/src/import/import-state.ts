import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { asNodeError } from '../error-shape.js';

/** How far an import has come. Kept beside the file, so that the same command goes on after whatever ended it. */
export interface ImportState {
  /** The SHA-256 of the file. */
  readonly file: string;
  readonly sourceId: string;
  /** The last line that was taken or refused. */
  readonly line: number;
  readonly sent: number;
  readonly refused: number;
  /** How long the report of refused rows was by then. */
  readonly reportBytes: number;
}

export const statePathOf = (path: string): string => `${path}.baton-import.json`;

/** @returns null where there is none for these bytes and this source: it was another file, or cannot be read. */
export async function readImportState(
  path: string,
  { file, sourceId }: Pick<ImportState, 'file' | 'sourceId'>,
): Promise<ImportState | null> {
  try {
    const state = JSON.parse(await readFile(statePathOf(path), 'utf8')) as ImportState;
    return state.file === file && state.sourceId === sourceId ? state : null;
  } catch (error) {
    if (error instanceof SyntaxError || asNodeError(error)?.code === 'ENOENT') return null;
    throw error;
  }
}

/** Replaces the one before as a whole: it is never seen half written. */
export async function writeImportState(path: string, state: ImportState): Promise<void> {
  const next = `${statePathOf(path)}.next`;
  await writeFile(next, `${JSON.stringify(state, null, 2)}\n`);
  await rename(next, statePathOf(path));
}

export async function removeImportState(path: string): Promise<void> {
  await rm(statePathOf(path), { force: true });
}
