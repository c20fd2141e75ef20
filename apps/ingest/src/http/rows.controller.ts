import { Problem, Roles, UuidParam, ZodBody } from '@baton/service-kit';
import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { ImportRows, type RefusedRow } from '../application/import-rows.js';
import { fieldMap } from './field-map.schema.js';

const MOST_ROWS = 500;
const MOST_PREVIEWED = 20;

const row = z.strictObject({
  line: z.number().int().min(1),
  fields: z.record(z.string().min(1).max(300), z.string()),
});
const rowsBody = z.strictObject({
  file: z.string().min(1).max(200).describe('What the bytes of the file are known by, such as their SHA-256.'),
  rows: z.array(row).min(1).max(MOST_ROWS),
});
const previewBody = z.strictObject({
  fieldMap: fieldMap.nullable().default(null),
  rows: z.array(row).min(1).max(MOST_PREVIEWED),
});

/** Rows of files that people import, of sources of the provider `csv-import`. */
@Controller()
@Roles('operator', 'marketer')
export class RowsController {
  constructor(@Inject(ImportRows) private readonly importing: ImportRows) {}

  /** Sending the same rows of the same file again changes nothing. */
  @Post('sources/:id/rows')
  @HttpCode(200)
  async take(
    @Param('id', UuidParam) id: string,
    @Body(new ZodBody(rowsBody)) { file, rows }: z.output<typeof rowsBody>,
  ): Promise<{ stored: number; refused: readonly RefusedRow[] }> {
    const imported = await this.importing.import(id, file, rows);
    switch (imported.kind) {
      case 'imported':
        return { stored: imported.stored, refused: imported.refused };
      case 'unknown-source':
        throw Problem.notFound('No source has this id: GET /sources lists them.');
      case 'no-file-source':
        throw Problem.conflict('Rows of files go to a source of the provider csv-import: create one.');
      case 'busy':
        throw Problem.unavailable(
          `${imported.because} The rows were not taken: send them again.`,
          imported.retryAfterSeconds,
        );
    }
  }

  /** How rows would be read, and by which map. Nothing is stored. */
  @Post('rows/preview')
  @HttpCode(200)
  preview(
    @Body(new ZodBody(previewBody)) { fieldMap: given, rows }: z.output<typeof previewBody>,
  ): ReturnType<ImportRows['preview']> {
    return this.importing.preview(given, rows);
  }
}
