import { Roles, ZodBody } from '@baton/service-kit';
import { Body, Controller, HttpCode, HttpStatus, Post } from '@nestjs/common';
import { z } from 'zod';
import { PreviewLeads } from '../application/preview-leads.js';
import { PreviewTable, type TablePreview } from '../application/preview-table.js';
import type { Judgement } from '../domain/judge.js';
import { pointsTableContent } from '../domain/points-table.js';

const fact = z.union([z.string().max(2_000), z.number(), z.boolean(), z.null()]);
const whatIf = z.object({
  leads: z
    .array(
      z.object({
        facts: z.record(z.string(), fact).describe('As points tables address them, e.g. `person.title`.'),
        activities: z
          .array(
            z.object({
              at: z.iso.datetime({ offset: true }).transform((at) => new Date(at).toISOString()),
              kind: z.string(),
              channel: z.string().optional(),
              campaign: z.string().optional(),
              content: z.string().optional(),
            }),
          )
          .max(200)
          .default([]),
      }),
    )
    .min(1)
    .max(1_000),
  table: pointsTableContent.optional().describe('Without one, the table and the line that rule.'),
});
const tried = z.object({ table: pointsTableContent });

/** What would be, if. */
@Controller('preview')
@Roles('marketer', 'manager', 'operator')
export class PreviewController {
  constructor(
    private readonly leads: PreviewLeads,
    private readonly tables: PreviewTable,
  ) {}

  @Post()
  @HttpCode(HttpStatus.OK)
  score(@Body(new ZodBody(whatIf)) { leads, table }: z.output<typeof whatIf>): Promise<Judgement[]> {
    return this.leads.execute(leads, table);
  }

  @Post('table')
  @HttpCode(HttpStatus.OK)
  table(@Body(new ZodBody(tried)) { table }: z.output<typeof tried>): Promise<TablePreview> {
    return this.tables.execute(table);
  }
}
