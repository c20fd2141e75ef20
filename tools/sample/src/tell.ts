/** Says one line of progress to whoever waits. */
export type Tell = (line: string) => void;
