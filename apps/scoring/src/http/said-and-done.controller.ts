import { CurrentUser, Problem, type User } from '@baton/service-kit';
import { Controller, Get } from '@nestjs/common';
import { CompareSaidAndDone, type ComparedStatement } from '../application/compare-said-and-done.js';
import { InterviewedReps } from '../infrastructure/interviewed-reps.js';

/** What sales said beside what sales did: for everybody, but for a rep who has been asked only after the answer. */
@Controller('said-and-done')
export class SaidAndDoneController {
  constructor(
    private readonly reps: InterviewedReps,
    private readonly comparing: CompareSaidAndDone,
  ) {}

  @Get()
  async show(@CurrentUser() { repId }: User): Promise<ComparedStatement[]> {
    const asked = repId === null ? null : await this.reps.find(repId);
    if (asked && !asked.answers)
      throw Problem.forbidden('Answer the interview first: what others said could lead you.');
    return this.comparing.execute();
  }
}
