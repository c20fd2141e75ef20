import { Roles } from '@baton/service-kit';
import { Controller, Get } from '@nestjs/common';
import { ListVersions, type ShownVersion } from '../application/list-versions.js';
import { type Rescoring, Rescorings } from '../infrastructure/rescorings.js';

/** How the points table came to be what it is. */
@Controller()
@Roles('marketer', 'manager', 'operator')
export class VersionsController {
  constructor(
    private readonly versions: ListVersions,
    private readonly rescorings: Rescorings,
  ) {}

  @Get('versions')
  list(): Promise<ShownVersion[]> {
    return this.versions.execute();
  }

  /** How far the leads that sales does not have are scored by the ruling version. */
  @Get('rescoring')
  async rescoring(): Promise<Omit<Rescoring, 'version'> & { version: number | null }> {
    return (await this.rescorings.newest()) ?? { version: null, done: 0, total: 0, changed: 0, finishedAt: null };
  }
}
