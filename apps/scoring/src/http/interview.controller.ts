import { Clock, CurrentUser, Problem, Roles, type User, UuidParam, ZodBody } from '@baton/service-kit';
import { Body, Controller, Delete, Get, HttpCode, HttpStatus, Param, Post, Put } from '@nestjs/common';
import { z } from 'zod';
import { DraftFromInterview, type InterviewDraft } from '../application/draft-from-interview.js';
import { type Answers, answers } from '../domain/interview/answers.js';
import { type Question, questionsFor } from '../domain/interview/questions.js';
import { type InterviewedRep, InterviewedReps } from '../infrastructure/interviewed-reps.js';
import { SeenValuesOfLeads } from '../infrastructure/seen-values.js';

const asked = z.strictObject({
  reps: z
    .array(z.strictObject({ repId: z.uuid(), name: z.string().trim().min(1).max(200) }))
    .min(1, 'ask at least one rep')
    .max(50),
});

export interface ShownInterview {
  /** None for a rep who was not asked. */
  readonly questions: readonly Question[];
  /** Everybody who was asked; to a rep only the rep, so that none answers after the others. */
  readonly reps: readonly InterviewedRep[];
}

/** Which leads pilot reps say they want. */
@Controller('interview')
export class InterviewController {
  constructor(
    private readonly reps: InterviewedReps,
    private readonly seen: SeenValuesOfLeads,
    private readonly drafting: DraftFromInterview,
    private readonly clock: Clock,
  ) {}

  @Get()
  async show(@CurrentUser() user: User): Promise<ShownInterview> {
    const mine = user.repId === null ? null : await this.reps.find(user.repId);
    // Every rep's list looks here: whoever was not asked costs one look at a key.
    if (user.role === 'rep' && mine === null) return { questions: [], reps: [] };
    const questions = questionsFor(await this.seen.look());
    return { questions, reps: user.role === 'rep' && mine ? [mine] : await this.reps.list() };
  }

  /** Who was asked before is not asked again. */
  @Post()
  @Roles('marketer', 'operator')
  async ask(
    @Body(new ZodBody(asked)) { reps }: z.output<typeof asked>,
    @CurrentUser() user: User,
  ): Promise<InterviewedRep[]> {
    await this.reps.ask(reps, user.name, this.clock.now());
    return this.reps.list();
  }

  /** Takes the question back, and the answer with it. */
  @Delete('reps/:repId')
  @HttpCode(HttpStatus.NO_CONTENT)
  @Roles('marketer', 'operator')
  async letGo(@Param('repId', UuidParam) repId: string): Promise<void> {
    if (!(await this.reps.letGo(repId))) throw Problem.notFound('Nobody asked this rep.');
  }

  /** The whole of a rep's answers; they may be changed at any time. */
  @Put('answers')
  @Roles('rep')
  async answer(@Body(new ZodBody(answers)) given: Answers, @CurrentUser() { repId }: User): Promise<InterviewedRep> {
    if (repId === null) throw Problem.forbidden('This account is not tied to a rep yet: ask an operator to set it.');
    const answered = await this.reps.answer(repId, given, this.clock.now());
    if (!answered) throw Problem.notFound('Nobody asked you yet: a marketer chooses whom to ask.');
    return answered;
  }

  /** What it amounts to. It rules once it is posted to points-tables. */
  @Get('table')
  @Roles('marketer', 'manager', 'operator')
  table(): Promise<InterviewDraft> {
    return this.drafting.execute();
  }
}
