/** Whether messaging can do its work, for the readiness probe. */
export class MessagingHealth {
  private readonly troubles = new Map<string, string>();

  get ready(): boolean {
    return this.troubles.size === 0;
  }

  /** What is wrong, in words for a person. */
  get reasons(): string[] {
    return [...this.troubles.values()];
  }

  /** Notes a trouble, or the change of one. */
  trouble(about: string, reason: string): void {
    this.troubles.set(about, reason);
  }

  /** The trouble is over. */
  clear(about: string): void {
    this.troubles.delete(about);
  }
}
