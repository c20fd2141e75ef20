import { contactAttempt, money, rejection } from '@baton/contracts';
import { CurrentUser, Problem, type User, UuidParam, ZodBody } from '@baton/service-kit';
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { ActForRep } from '../application/act-for-rep.js';
import type { Act } from '../domain/act-on-lead.js';
import { leadStates } from '../domain/handed-lead.js';
import type { LeadInHand } from '../domain/lead-in-hand.js';
import { ChangeFeed } from '../infrastructure/change-feed.js';
import { type LeadHistory, LeadList } from '../infrastructure/lead-list.js';
import { placeText, placeToText } from './list-place.js';
import { whoseLeads } from './whose-leads.js';

const listQuery = z.object({
  state: z.enum(leadStates).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(50),
  after: placeText.optional().describe('`next` of the page before.'),
});
const contactBody = contactAttempt.extend({
  attemptId: z.uuid().optional().describe('Made up by the caller, so that a repeated request counts once.'),
});
const winBody = z.object({ amount: money });

export interface LeadListAnswer {
  readonly leads: LeadInHand[];
  /** Of all the caller's leads, whatever the filter. */
  readonly counts: Readonly<Record<(typeof leadStates)[number], number>>;
  /** Hand it back as `after` for the next page; null on the last. */
  readonly next: string | null;
  /** Where a live stream that misses nothing begins: `GET /stream?since=`. */
  readonly changeNumber: number;
}

/** A rep's list, and what the rep says to each lead. */
@Controller('leads')
export class LeadsController {
  constructor(
    @Inject(LeadList) private readonly list: LeadList,
    @Inject(ChangeFeed) private readonly changes: ChangeFeed,
    @Inject(ActForRep) private readonly actForRep: ActForRep,
  ) {}

  @Get()
  async leads(
    @CurrentUser() user: User,
    @Query(new ZodBody(listQuery)) query: z.output<typeof listQuery>,
  ): Promise<LeadListAnswer> {
    const repId = whoseLeads(user);
    // The number first: what changes after it is told by the stream, so nothing falls between the two.
    const changeNumber = await this.changes.latest();
    const [{ leads, last }, counts] = await Promise.all([
      this.list.page({ ...query, repId }),
      this.list.counts(repId),
    ]);
    return { leads, counts, next: last && placeToText(last), changeNumber };
  }

  @Get(':leadId')
  async lead(
    @CurrentUser() user: User,
    @Param('leadId', UuidParam) leadId: string,
  ): Promise<LeadInHand & LeadHistory> {
    const repId = whoseLeads(user);
    const lead = await this.list.find(leadId);
    if (!lead) throw noSuchLead();
    if (repId && lead.rep.id !== repId)
      throw Problem.forbidden(`This lead is in the hands of ${lead.rep.name}.`);
    return { ...lead, ...(await this.list.history(leadId)) };
  }

  @Post(':leadId/accept')
  @HttpCode(200)
  accept(@CurrentUser() user: User, @Param('leadId', UuidParam) leadId: string): Promise<LeadInHand> {
    return this.act(user, leadId, { kind: 'accept' });
  }

  @Post(':leadId/reject')
  @HttpCode(200)
  reject(
    @CurrentUser() user: User,
    @Param('leadId', UuidParam) leadId: string,
    @Body(new ZodBody(rejection)) body: z.output<typeof rejection>,
  ): Promise<LeadInHand> {
    return this.act(user, leadId, { kind: 'reject', rejection: body });
  }

  @Post(':leadId/contacted')
  @HttpCode(200)
  contacted(
    @CurrentUser() user: User,
    @Param('leadId', UuidParam) leadId: string,
    @Body(new ZodBody(contactBody)) { attemptId, ...contact }: z.output<typeof contactBody>,
  ): Promise<LeadInHand> {
    return this.act(user, leadId, { kind: 'contact', contact }, attemptId);
  }

  @Post(':leadId/won')
  @HttpCode(200)
  won(
    @CurrentUser() user: User,
    @Param('leadId', UuidParam) leadId: string,
    @Body(new ZodBody(winBody)) { amount }: z.output<typeof winBody>,
  ): Promise<LeadInHand> {
    return this.act(user, leadId, { kind: 'win', amount });
  }

  private async act({ repId }: User, leadId: string, act: Act, attemptId?: string): Promise<LeadInHand> {
    const outcome = await this.actForRep.act({ leadId, repId, act, attemptId });
    if (outcome?.kind === 'not-yours') throw Problem.forbidden(outcome.says);
    if (outcome?.kind === 'conflict') throw Problem.conflict(outcome.says);
    const lead = outcome && (await this.list.find(leadId));
    if (!lead) throw noSuchLead();
    return lead;
  }
}

const noSuchLead = () =>
  Problem.notFound('Sales has no lead with this id: it may be held back, or not routed yet.');
