import type { PipeTransform } from '@nestjs/common';
import { z } from 'zod';
import { Problem } from './problem.js';

/**
 * Checks a body or a query against a schema: `@Body(new ZodBody(schema)) body`.
 * @throws Problem 422 naming every field that is wrong.
 */
export class ZodBody<Schema extends z.ZodType> implements PipeTransform<unknown, z.output<Schema>> {
  constructor(private readonly schema: Schema) {}

  transform(value: unknown): z.output<Schema> {
    const parsed = this.schema.safeParse(value ?? {});
    if (parsed.success) return parsed.data;
    const errors = parsed.error.issues.map((issue) => ({
      path: issue.path.map(String).join('.'),
      says: issue.message,
    }));
    const first = errors[0];
    throw Problem.unprocessable(
      `Correct ${errors.length === 1 ? 'this field' : `these ${errors.length} fields`} and send it again: ` +
        `${first?.path || 'the body'}: ${first?.says}${errors.length > 1 ? ' …' : ''}`,
      errors,
    );
  }
}

const uuid = z.uuid();

/** `@Param('id', UuidParam) id`: anything but a UUID names nothing, so it is a 404. */
export class UuidParam implements PipeTransform<unknown, string> {
  transform(value: unknown): string {
    const parsed = uuid.safeParse(value);
    if (parsed.success) return parsed.data;
    throw Problem.notFound('The id in the address is not one of ours: copy it whole.');
  }
}
