import { Roles, ZodBody } from '@baton/service-kit';
import { Body, Controller, Get, Put } from '@nestjs/common';
import { z } from 'zod';
import { type LearningSettings, LearningSettingsStore } from '../infrastructure/learning-settings.js';

const settings = z.strictObject({
  goal: z.enum(['accepted', 'won']).describe('What the score is to foretell.'),
  promoteByRule: z.boolean().describe('Whether a table that is better beyond doubt rules at once.'),
  newVerdicts: z.number().int().min(50).max(1_000_000).describe('After so many new verdicts a new table is learned.'),
  trusted: z
    .array(z.string().min(1).max(200))
    .max(200)
    .optional()
    .describe('Facts to learn from although they seem to know the end; without it, those that were trusted before.'),
});

/** How Baton learns. */
@Controller('learning')
@Roles('marketer', 'manager', 'operator')
export class LearningController {
  constructor(private readonly store: LearningSettingsStore) {}

  @Get()
  show(): Promise<LearningSettings> {
    return this.store.get();
  }

  @Put()
  @Roles('marketer', 'operator')
  async change(@Body(new ZodBody(settings)) changed: z.output<typeof settings>): Promise<LearningSettings> {
    const { trusted } = await this.store.get();
    await this.store.put({ trusted, ...changed });
    return this.store.get();
  }
}
