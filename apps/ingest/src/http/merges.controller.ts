import { CurrentUser, Problem, Roles, type User, UuidParam, ZodBody } from '@baton/service-kit';
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { UndoMerge } from '../application/undo-merge.js';
import { type ListedMerge, Merges } from '../infrastructure/merges.js';

const listQuery = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(20),
  before: z.uuid().optional().describe('The id of the last one of the page before.'),
});
const undoBody = z.strictObject({ reason: z.string().trim().min(3, 'say in a few words why they are two').max(2000) });

/** Leads that were joined, by whomever, and how to part them again. */
@Controller('merges')
@Roles('operator', 'marketer')
export class MergesController {
  constructor(
    @Inject(Merges) private readonly merges: Merges,
    @Inject(UndoMerge) private readonly undoing: UndoMerge,
  ) {}

  /** Newest first. */
  @Get()
  list(@Query(new ZodBody(listQuery)) query: z.output<typeof listQuery>): Promise<ListedMerge[]> {
    return this.merges.list(query);
  }

  @Post(':id/undo')
  @HttpCode(200)
  async undo(
    @Param('id', UuidParam) id: string,
    @Body(new ZodBody(undoBody)) { reason }: z.output<typeof undoBody>,
    @CurrentUser() { name }: User,
  ): Promise<{ survivorId: string; loserId: string }> {
    const undone = await this.undoing.undo(id, name, reason);
    switch (undone.kind) {
      case 'undone':
        return { survivorId: undone.survivorId, loserId: undone.loserId };
      case 'already-undone':
        throw Problem.conflict(`${undone.by} has already taken this merge back; nothing was done.`);
      case 'covered':
        throw Problem.conflict(
          `The lead was merged again after this: take back the merge ${undone.byMergeId} first; nothing was done.`,
        );
      case 'not-found':
        throw Problem.notFound('No merge has this id: GET /merges lists them. Those of erased people are gone.');
    }
  }
}
