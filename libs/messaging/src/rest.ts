/** A rest that can be ended early. A call to `end` while nobody rests ends the next rest at once. */
export class Rest {
  private ended = false;
  private wakeUp: (() => void) | null = null;

  async upTo(ms: number): Promise<void> {
    if (!this.ended) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        this.wakeUp = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      this.wakeUp = null;
    }
    this.ended = false;
  }

  end(): void {
    this.ended = true;
    this.wakeUp?.();
  }
}
