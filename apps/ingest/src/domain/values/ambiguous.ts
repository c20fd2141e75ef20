/** A text that can be read in two ways, with what to do about it: whoever read it must not choose. */
export class Ambiguous {
  constructor(readonly because: string) {}
}
