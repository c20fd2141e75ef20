import { Roles } from '@baton/service-kit';
import { Controller, Get } from '@nestjs/common';
import { Alarms, type RaisedAlarm } from '../infrastructure/alarms.js';

@Controller('watch')
export class WatchController {
  constructor(private readonly alarms: Alarms) {}

  /** What scoring does not do as it should, the oldest first; empty where all is well. */
  @Get()
  @Roles('marketer', 'manager', 'operator')
  list(): Promise<RaisedAlarm[]> {
    return this.alarms.list();
  }
}
