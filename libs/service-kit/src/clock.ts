import { Injectable } from '@nestjs/common';

/** The only place where a use case learns the time, so that a test can set it. */
@Injectable()
export class Clock {
  now(): Date {
    return new Date();
  }
}
