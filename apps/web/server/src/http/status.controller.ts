import { Controller, Get, Headers, Inject } from '@nestjs/common';
import { Roles } from '@baton/service-kit';
import { type AppStatus, AskApps } from '../application/ask-apps.js';

/** Every app at a glance. */
@Controller('api/status')
export class StatusController {
  constructor(@Inject(AskApps) private readonly askApps: AskApps) {}

  @Get()
  @Roles('operator')
  async status(@Headers('authorization') authorization: string): Promise<{ apps: AppStatus[] }> {
    return { apps: await this.askApps.run(authorization) };
  }
}
