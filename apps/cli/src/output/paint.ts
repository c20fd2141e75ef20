import { styleText } from 'node:util';

/** Styles with a meaning, so that one thing looks the same everywhere. */
const STYLES = { good: 'green', bad: 'red', warn: 'yellow', quiet: 'dim', strong: 'bold' } as const;
export type Meaning = keyof typeof STYLES;

/** Colour is never the only sign: without it, every output says the same. */
export type Paint = (meaning: Meaning, text: string) => string;

export const plain: Paint = (_meaning, text) => text;

/** For a terminal. Elsewhere, and where NO_COLOR is set, it adds nothing. */
export const forTerminal: Paint = (meaning, text) => styleText(STYLES[meaning], text, { stream: process.stdout });
