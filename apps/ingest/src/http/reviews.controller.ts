import { Transactions } from '@baton/messaging';
import { CurrentUser, Problem, Roles, type User, UuidParam, ZodBody } from '@baton/service-kit';
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { type Decided, DecideReviews } from '../application/decide-reviews.js';
import type { Lead } from '../domain/lead.js';
import { type ComparedRow, sideBySide } from '../domain/person/side-by-side.js';
import { Leads, type StandingLead } from '../infrastructure/leads.js';
import { type ListedReview, type Review, Reviews, reviewStates } from '../infrastructure/reviews.js';

const listQuery = z.object({
  state: z.enum(reviewStates).default('open'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  after: z.uuid().optional().describe('The id of the last one of the page before.'),
});
const joinBody = z.strictObject({
  survivorId: z.uuid().optional().describe('The lead that goes on; without it, the one that was heard of first.'),
});
const differentBody = z.strictObject({ note: z.string().trim().min(1).max(2000).nullable().default(null) });

type ComparedPerson = Pick<Lead, 'id' | 'stage' | 'source' | 'receivedAt'> & Pick<StandingLead, 'ended' | 'mergedInto'>;

interface ShownReview extends Review {
  readonly people: readonly [ComparedPerson, ComparedPerson];
  readonly fields: readonly ComparedRow[];
}

/** People who may be one: the questions that only somebody who looks at both can answer. */
@Controller('reviews')
@Roles('operator', 'marketer')
export class ReviewsController {
  constructor(
    @Inject(Reviews) private readonly reviews: Reviews,
    @Inject(Leads) private readonly leads: Leads,
    @Inject(DecideReviews) private readonly deciding: DecideReviews,
    @Inject(Transactions) private readonly transactions: Transactions,
  ) {}

  /** Oldest first. */
  @Get()
  list(@Query(new ZodBody(listQuery)) query: z.output<typeof listQuery>): Promise<ListedReview[]> {
    return this.reviews.list(query);
  }

  @Get('count')
  async count(): Promise<{ open: number }> {
    return { open: await this.reviews.countOpen() };
  }

  /** Both people, side by side. */
  @Get(':id')
  async one(@Param('id', UuidParam) id: string): Promise<ShownReview> {
    const review = await this.reviews.find(id);
    if (review === null) throw noSuchReview();
    const people = await this.transactions.run((uow) => this.leads.look(uow, [review.oneId, review.otherId]));
    const [one, other] = [people.get(review.oneId), people.get(review.otherId)];
    if (!one || !other || one.ended === 'erased' || other.ended === 'erased') throw noSuchReview();
    return { ...review, people: [shown(one), shown(other)], fields: sideBySide(one.lead, other.lead) };
  }

  @Post(':id/join')
  @HttpCode(200)
  async join(
    @Param('id', UuidParam) id: string,
    @Body(new ZodBody(joinBody)) { survivorId }: z.output<typeof joinBody>,
    @CurrentUser() { name }: User,
  ): Promise<{ survivorId: string; loserId: string; mergeId: string }> {
    const decider = { name, because: 'person', says: `${name} found the two to be one person` } as const;
    const decided = await this.deciding.join(id, decider, survivorId);
    if (decided.kind !== 'joined') throw problemOf(decided);
    const { survivorId: goesOn, loserId, mergeId } = decided;
    return { survivorId: goesOn, loserId, mergeId };
  }

  /** They are two people, and are not asked about again. */
  @Post(':id/different')
  @HttpCode(200)
  async different(
    @Param('id', UuidParam) id: string,
    @Body(new ZodBody(differentBody)) { note }: z.output<typeof differentBody>,
    @CurrentUser() { name }: User,
  ): Promise<{ state: 'different' }> {
    const decided = await this.deciding.different(id, name, note);
    if (decided.kind !== 'different') throw problemOf(decided);
    return { state: 'different' };
  }
}

function shown({ lead: { id, stage, source, receivedAt }, ended, mergedInto }: StandingLead): ComparedPerson {
  return { id, stage, source, receivedAt, ended, mergedInto };
}

function problemOf(decided: Decided): Problem {
  switch (decided.kind) {
    case 'already-decided': {
      const { state, decidedBy } = decided.review;
      return Problem.conflict(
        `${decidedBy} has already ${state === 'joined' ? 'joined the two' : 'found them to be two people'}; nothing was done.`,
      );
    }
    case 'ended':
      return Problem.conflict(
        decided.mergedInto === null
          ? 'One of the two was erased; nothing was done.'
          : `The lead ${decided.leadId} has meanwhile been merged into ${decided.mergedInto}; nothing was done.`,
      );
    case 'not-of-the-two':
      return Problem.unprocessable('survivorId: it has to be one of the two leads of the review.', [
        { path: 'survivorId', says: 'one of the two leads of the review' },
      ]);
    default:
      return noSuchReview();
  }
}

const noSuchReview = () => Problem.notFound('No review has this id: GET /reviews lists those that are open.');
