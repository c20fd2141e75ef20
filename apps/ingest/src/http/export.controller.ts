import { Problem, Roles, UuidParam } from '@baton/service-kit';
import { Controller, Get, Inject, Param } from '@nestjs/common';
import { type ExportedPerson, PersonExport } from '../infrastructure/person-export.js';

/** What is kept of a person, for whoever asks about themselves. */
@Controller('leads')
@Roles('operator')
export class ExportController {
  constructor(@Inject(PersonExport) private readonly people: PersonExport) {}

  @Get(':id/export')
  async of(@Param('id', UuidParam) id: string): Promise<ExportedPerson> {
    const person = await this.people.of(id);
    if (!person) throw Problem.notFound('Nothing is kept of anybody with this id.');
    return person;
  }
}
