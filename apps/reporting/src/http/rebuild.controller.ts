import { CurrentUser, Roles, type User } from '@baton/service-kit';
import { Controller, Get, HttpCode, Inject, Post } from '@nestjs/common';
import { RebuildProjections } from '../application/rebuild-projections.js';
import type { Rebuild } from '../domain/rebuild.js';
import { Rebuilds } from '../infrastructure/rebuilds.js';

export interface RebuildAnswer extends Omit<Rebuild, 'phase'> {
  /** `failed`: it does not get on, `error` says why; it keeps trying. */
  readonly state: 'idle' | 'running' | 'failed';
}

/** Throws the numbers away and reads them again from the log. Reads keep answering meanwhile. */
@Controller('rebuild')
@Roles('operator')
export class RebuildController {
  constructor(
    @Inject(RebuildProjections) private readonly rebuilding: RebuildProjections,
    @Inject(Rebuilds) private readonly rebuilds: Rebuilds,
  ) {}

  /** While one goes on, asking for another changes nothing. */
  @Post()
  @HttpCode(202)
  async begin(@CurrentUser() { name }: User): Promise<RebuildAnswer> {
    return answer(await this.rebuilding.begin(name));
  }

  @Get()
  async state(): Promise<RebuildAnswer> {
    return answer(await this.rebuilds.read());
  }
}

function answer({ phase, ...rebuild }: Rebuild): RebuildAnswer {
  const running = rebuild.error === null ? 'running' : 'failed';
  return { state: phase === 'idle' ? 'idle' : running, ...rebuild };
}
