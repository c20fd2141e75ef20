import { CurrentUser, Problem, Roles, type User, UuidParam, ZodBody } from '@baton/service-kit';
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { EraseOnRequest } from '../application/erase-on-request.js';
import { emailAddressIn } from '../domain/person/email-address.js';
import { type ErasureProgress, Erasures } from '../infrastructure/erasures.js';

const erasureBody = z
  .strictObject({
    email: z
      .string()
      .max(300)
      .refine((text) => emailAddressIn(text) !== null, 'is no e-mail address')
      .optional(),
    leadId: z.uuid().optional(),
    reason: z.string().trim().min(3).max(500).describe('Why, kept for good: name the request, not the person.'),
  })
  .refine(({ email, leadId }) => (email === undefined) !== (leadId === undefined), {
    path: ['email'],
    message: 'either email or leadId has to be given',
  });
const listQuery = z.object({
  open: z
    .enum(['true', 'false'])
    .transform((text) => text === 'true')
    .default(false)
    .describe('Only those that not every service has confirmed.'),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});

export interface ErasureAnswer {
  readonly leadId: string;
  /** Ids that the person had before merges. */
  readonly earlierIds: readonly string[];
  /** Where to see which services have confirmed. */
  readonly progress: string;
}

/** People who are to be forgotten, and how far that is. */
@Controller('erasures')
@Roles('operator', 'marketer')
export class ErasuresController {
  constructor(
    @Inject(EraseOnRequest) private readonly erasing: EraseOnRequest,
    @Inject(Erasures) private readonly erasures: Erasures,
  ) {}

  /** Here the person is forgotten when the answer comes; the other services follow. Asking again changes nothing. */
  @Post()
  @HttpCode(202)
  async erase(
    @CurrentUser() { name }: User,
    @Body(new ZodBody(erasureBody)) { email, leadId, reason }: z.output<typeof erasureBody>,
  ): Promise<ErasureAnswer> {
    const whom = leadId === undefined ? { email: emailAddressIn(email ?? '') ?? '' } : { leadId };
    const outcome = await this.erasing.erase({ whom, askedBy: `${name}: ${reason}` });
    if (outcome.kind === 'unknown') {
      throw Problem.notFound(`Nothing is kept of anybody with this ${leadId === undefined ? 'address' : 'id'}.`);
    }
    return {
      leadId: outcome.leadId,
      earlierIds: outcome.kind === 'erased' ? outcome.earlierIds : [],
      progress: `/erasures/${outcome.leadId}`,
    };
  }

  @Get()
  async list(@Query(new ZodBody(listQuery)) query: z.output<typeof listQuery>): Promise<{ erasures: ErasureProgress[] }> {
    return { erasures: await this.erasures.list(query) };
  }

  @Get(':leadId')
  async one(@Param('leadId', UuidParam) leadId: string): Promise<ErasureProgress> {
    const progress = await this.erasures.find(leadId);
    if (!progress) throw Problem.notFound('Nobody with this id was erased: GET /erasures lists the latest.');
    return progress;
  }
}
