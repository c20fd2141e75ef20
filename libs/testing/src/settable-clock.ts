import { Clock } from '@baton/service-kit';

/** A clock that stands still until the test moves it. */
export class SettableClock extends Clock {
  private time: Date;

  constructor(start: string) {
    super();
    this.time = new Date(start);
  }

  override now(): Date {
    return new Date(this.time);
  }

  set(time: string | Date): void {
    this.time = new Date(time);
  }

  advance(ms: number): void {
    this.time = new Date(this.time.getTime() + ms);
  }
}
