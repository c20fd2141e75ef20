import { CurrentUser, Problem, Roles, type User, UuidParam, ZodBody } from '@baton/service-kit';
import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { type FieldMapPreview, PreviewFieldMap } from '../application/preview-field-map.js';
import { fieldMap } from './field-map.schema.js';

const previewBody = z.strictObject({
  fieldMap: fieldMap.nullable().describe('Null: as if the source had no map of its own.'),
  unmasked: z.boolean().default(false).describe('With personal data, for operators alone.'),
});

@Controller('sources/:id/field-map')
@Roles('operator', 'marketer')
export class FieldMapPreviewController {
  constructor(@Inject(PreviewFieldMap) private readonly previews: PreviewFieldMap) {}

  /** What the latest deliveries of the source would become by this map. Nothing is stored. */
  @Post('preview')
  @HttpCode(200)
  async preview(
    @Param('id', UuidParam) id: string,
    @Body(new ZodBody(previewBody)) { fieldMap: given, unmasked }: z.output<typeof previewBody>,
    @CurrentUser() user: User,
  ): Promise<FieldMapPreview> {
    if (unmasked && user.role !== 'operator') {
      throw Problem.forbidden('Deliveries are shown with personal data to operators alone: leave "unmasked" out.');
    }
    const preview = await this.previews.preview(id, given, !unmasked);
    if (preview === null) throw Problem.notFound('No source has this id: GET /sources lists them.');
    return preview;
  }
}
