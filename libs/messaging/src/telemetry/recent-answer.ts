/**
 * The answer to a question that costs something and may never be answered. It is asked again only once the last answer
 * has grown old, never twice at a time, and nobody waits long for it: a server that is away must not keep others' figures
 * from whoever looks at them.
 */
export class RecentAnswer<Answer> {
  private last: { readonly answer: Answer; readonly at: number } | null = null;
  private asked: Promise<Answer | null> | null = null;

  /**
   * @param freshForMs how long an answer serves.
   * @param patienceMs how long `read` waits for one.
   */
  constructor(
    private readonly ask: () => Promise<Answer>,
    private readonly freshForMs: number,
    private readonly patienceMs: number,
  ) {}

  /** @returns null where there is no fresh answer in time. */
  async read(): Promise<Answer | null> {
    if (this.last && performance.now() - this.last.at < this.freshForMs) return this.last.answer;
    this.asked ??= this.askAnew();
    let timer: NodeJS.Timeout | undefined;
    const outOfPatience = new Promise<null>((resolve) => {
      timer = setTimeout(() => resolve(null), this.patienceMs);
    });
    try {
      return await Promise.race([this.asked, outOfPatience]);
    } finally {
      clearTimeout(timer);
    }
  }

  private async askAnew(): Promise<Answer | null> {
    try {
      const answer = await this.ask();
      this.last = { answer, at: performance.now() };
      return answer;
    } catch {
      return null;
    } finally {
      this.asked = null;
    }
  }
}
