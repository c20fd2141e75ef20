import { Problem, Roles, ZodBody } from '@baton/service-kit';
import { Body, Controller, Get, Inject, Param, Put } from '@nestjs/common';
import { z } from 'zod';
import { type Campaign, Campaigns } from '../infrastructure/campaigns.js';

const campaignBody = z.strictObject({ name: z.string().trim().min(1).max(200) });
const LONGEST_KEY = 500;

/** What people call a campaign whose key comes with the leads. */
@Controller('campaigns')
export class CampaignsController {
  constructor(@Inject(Campaigns) private readonly campaigns: Campaigns) {}

  @Get()
  list(): Promise<Campaign[]> {
    return this.campaigns.list();
  }

  @Put(':key')
  @Roles('marketer', 'operator')
  async name(
    @Param('key') key: string,
    @Body(new ZodBody(campaignBody)) { name }: z.output<typeof campaignBody>,
  ): Promise<Campaign> {
    if (key.length > LONGEST_KEY)
      throw Problem.unprocessable(`A campaign key has ${LONGEST_KEY} characters at most.`);
    const campaign = { key, name };
    await this.campaigns.save(campaign);
    return campaign;
  }
}
