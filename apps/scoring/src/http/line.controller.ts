import { CurrentUser, Roles, type User, ZodBody } from '@baton/service-kit';
import { Body, Controller, Get, Post } from '@nestjs/common';
import { z } from 'zod';
import { SetTheLine } from '../application/set-the-line.js';
import { ShowLine, type ShownLine } from '../application/show-line.js';
import { linePolicy } from '../domain/line-policy.js';

const aboutLine = z.object({
  reason: z.string().trim().min(3, 'say in a few words why it changes').max(2_000),
  until: z.iso.datetime({ offset: true }).optional().describe('Then the line before it rules again.'),
  dryRunWeeks: z.number().int().min(0).max(26).default(0).describe('So many weeks it is tried without effect, before it rules.'),
});
/** The policy's own fields are strict, so what is said about it is taken off first. */
const newLine = z.looseObject({}).transform((body, context) => {
  const { reason, until, dryRunWeeks, ...policy } = body;
  const [about, line] = [aboutLine.safeParse({ reason, until, dryRunWeeks }), linePolicy.safeParse(policy)];
  for (const issue of [...(about.error?.issues ?? []), ...(line.error?.issues ?? [])]) {
    context.addIssue({ code: 'custom', path: issue.path, message: issue.message });
  }
  return about.data && line.data ? { ...about.data, policy: line.data } : z.NEVER;
});

/** How many leads sales gets. */
@Controller('line')
@Roles('marketer', 'manager', 'operator')
export class LineController {
  constructor(
    private readonly showing: ShowLine,
    private readonly setting: SetTheLine,
  ) {}

  @Get()
  show(): Promise<ShownLine> {
    return this.showing.execute();
  }

  /** The line that rules from then on, or, with a dry run, the one that still does. */
  @Post()
  async set(@Body(new ZodBody(newLine)) { until, ...line }: z.output<typeof newLine>, @CurrentUser() user: User): Promise<ShownLine> {
    await this.setting.execute({ ...line, author: user.name, until: until === undefined ? null : new Date(until) });
    return this.showing.execute();
  }
}
