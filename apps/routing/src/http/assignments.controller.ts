import { Roles, UuidParam } from '@baton/service-kit';
import { Controller, Get, Param } from '@nestjs/common';
import { Assignments, type ShownAssignment } from '../infrastructure/assignments.js';

@Controller()
@Roles('manager', 'marketer', 'operator')
export class AssignmentsController {
  constructor(private readonly assignments: Assignments) {}

  /** Who has or had the lead, newest first, with the clocks of each hand-over. */
  @Get('assignments/:leadId')
  of(@Param('leadId', UuidParam) leadId: string): Promise<ShownAssignment[]> {
    return this.assignments.of(leadId);
  }

  /** Leads that nobody could take, because no rep is active. */
  @Get('unrouted')
  unrouted(): Promise<{ leadId: string; since: Date }[]> {
    return this.assignments.waiting();
  }
}
