import { Controller, Get } from '@nestjs/common';
import { CompareSaidAndDone, type ComparedStatement } from '../application/compare-said-and-done.js';

/** What sales said beside what sales did: for everybody to read. */
@Controller('said-and-done')
export class SaidAndDoneController {
  constructor(private readonly comparing: CompareSaidAndDone) {}

  @Get()
  show(): Promise<ComparedStatement[]> {
    return this.comparing.execute();
  }
}
