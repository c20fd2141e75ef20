import { rejectionReasonCode } from '@baton/contracts';
import { CurrentUser, Problem, Roles, type User, UuidParam, ZodBody } from '@baton/service-kit';
import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { z } from 'zod';
import { figures } from '../domain/funnel.js';
import {
  brokenPromises,
  type NextActor,
  nextActor,
  stateOf,
  type StoryItem,
  type StoryState,
  tell,
  wasHandedTo,
} from '../domain/story.js';
import { Rebuilds } from '../infrastructure/rebuilds.js';
import { type LeadFacts, Stories } from '../infrastructure/stories.js';
import { cohortQuery, endsAfterItBegins } from './cohort-query.js';

const searchQuery = cohortQuery
  .extend({
    query: z
      .string()
      .max(200)
      .default('')
      .describe('Part of a name, an address or a company, or a whole lead id.'),
    figure: z.enum(figures).optional().describe('Only the people behind this figure of the funnel.'),
    reason: rejectionReasonCode.optional().describe('Only those rejected with this main reason.'),
    limit: z.coerce.number().int().min(1).max(500).default(20),
  })
  .refine(...endsAfterItBegins);

export interface StoryHead {
  readonly leadId: string;
  readonly name: string | null;
  readonly title: string | null;
  readonly email: string | null;
  readonly company: string | null;
  readonly campaign: string | null;
  readonly channel: string | null;
  readonly receivedAt: Date | null;
  readonly score: number | null;
  readonly state: StoryState;
  readonly owner: { readonly repId: string; readonly name: string } | null;
  readonly respondBy: Date | null;
  readonly decideBy: Date | null;
  /** The IANA zone in which the deadlines were worked out. */
  readonly timeZone: string | null;
  /** Who acts next, and by when; null where nobody is waited for. */
  readonly next: NextActor | null;
}

export interface StoryAnswer {
  readonly lead: StoryHead;
  /** Oldest first. */
  readonly items: StoryItem[];
  readonly breaches: number;
  readonly rebuilding: boolean;
}

/** A lead's whole story, and the way to find it. */
@Controller('leads')
export class LeadsController {
  constructor(
    @Inject(Stories) private readonly stories: Stories,
    @Inject(Rebuilds) private readonly rebuilds: Rebuilds,
  ) {}

  @Get()
  @Roles('manager', 'marketer', 'operator')
  async search(
    @Query(new ZodBody(searchQuery)) query: z.output<typeof searchQuery>,
  ): Promise<{ leads: StoryHead[] }> {
    return { leads: (await this.stories.search(query)).map(headOf) };
  }

  @Get(':leadId/story')
  async story(@CurrentUser() user: User, @Param('leadId', UuidParam) leadId: string): Promise<StoryAnswer> {
    const [facts, events, { phase }] = await Promise.all([
      this.stories.facts(leadId),
      this.stories.events(leadId),
      this.rebuilds.read(),
    ]);
    if (events.length === 0) {
      throw Problem.notFound(
        phase === 'idle'
          ? 'No lead has this id.'
          : 'Not known yet: the numbers are being rebuilt. Try again later.',
      );
    }
    if (user.role === 'rep' && !(user.repId && wasHandedTo(user.repId, events))) {
      throw Problem.forbidden('You see the story of each lead that was handed to you; this one was not.');
    }
    return {
      lead: headOf(facts ?? unknownLead(leadId)),
      items: tell(events),
      breaches: brokenPromises(events),
      rebuilding: phase !== 'idle',
    };
  }
}

function headOf(facts: LeadFacts): StoryHead {
  const {
    leadId,
    fullName,
    title,
    email,
    company,
    campaign,
    channel,
    receivedAt,
    score,
    respondBy,
    decideBy,
  } = facts;
  return {
    leadId,
    name: fullName,
    title,
    email,
    company,
    campaign,
    channel,
    receivedAt,
    score,
    state: stateOf(facts),
    owner: facts.repId && facts.repName ? { repId: facts.repId, name: facts.repName } : null,
    respondBy,
    decideBy,
    timeZone: facts.timeZone,
    next: nextActor(facts),
  };
}

/** Events that state no fact, such as a touch, may be all that has arrived so far. */
function unknownLead(leadId: string): LeadFacts {
  return {
    leadId,
    receivedAt: null,
    campaign: null,
    channel: null,
    email: null,
    fullName: null,
    title: null,
    company: null,
    score: null,
    heldCodes: null,
    repId: null,
    repName: null,
    routedAt: null,
    inquiryAt: null,
    leadAt: null,
    heldAt: null,
    qualifiedAt: null,
    routedAttempt: null,
    acceptedAttempt: null,
    rejectedAttempt: null,
    respondBy: null,
    decideBy: null,
    timeZone: null,
    contactAttempt: null,
    contactNumber: null,
    wonAt: null,
  };
}
