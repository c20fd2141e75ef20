import {
  type ClockKind,
  leadAccepted,
  leadContacted,
  leadErased,
  leadMerged,
  leadQualified,
  leadRejected,
  leadUpdated,
} from '@baton/contracts';
import { OnEvents, type ReceivedEvent, type UnitOfWork } from '@baton/messaging';
import { Controller } from '@nestjs/common';
import { FollowMerges } from '../application/follow-merges.js';
import { ForgetPeople } from '../application/forget-people.js';
import { RouteLeads } from '../application/route-leads.js';
import { SettleClocks } from '../application/settle-clocks.js';

/** What routing listens to. */
@Controller()
export class RoutingEvents {
  constructor(
    private readonly routeLeads: RouteLeads,
    private readonly clocks: SettleClocks,
    private readonly merges: FollowMerges,
    private readonly forgetting: ForgetPeople,
  ) {}

  @OnEvents(leadQualified)
  async qualified(events: ReceivedEvent<typeof leadQualified>[], uow: UnitOfWork): Promise<void> {
    await this.routeLeads.admit(
      events.map(({ data, id, correlationId, traceparent }) => ({
        leadId: data.leadId,
        qualified: data,
        cause: { id, correlationId, traceparent },
      })),
      uow,
    );
  }

  @OnEvents(leadContacted)
  async contacted(events: ReceivedEvent<typeof leadContacted>[], uow: UnitOfWork): Promise<void> {
    await this.acted(events, ['respond'], false, uow);
  }

  /** An acceptance decides, and promises a first attempt that is still to come. */
  @OnEvents(leadAccepted)
  async accepted(events: ReceivedEvent<typeof leadAccepted>[], uow: UnitOfWork): Promise<void> {
    await this.acted(events, ['decide'], true, uow);
  }

  /** Nobody has to call a lead that was rejected. */
  @OnEvents(leadRejected)
  async rejected(events: ReceivedEvent<typeof leadRejected>[], uow: UnitOfWork): Promise<void> {
    await this.acted(events, ['respond', 'decide'], true, uow);
  }

  @OnEvents(leadMerged)
  async merged(events: ReceivedEvent<typeof leadMerged>[], uow: UnitOfWork): Promise<void> {
    await this.merges.ended(events, uow);
  }

  /** Of a lead that was merged into another: it is a lead of its own again. */
  @OnEvents(leadUpdated)
  async updated(events: ReceivedEvent<typeof leadUpdated>[], uow: UnitOfWork): Promise<void> {
    await this.merges.goesOn(events, uow);
  }

  @OnEvents(leadErased, { evenOfForgotten: true })
  async erased(events: ReceivedEvent<typeof leadErased>[], uow: UnitOfWork): Promise<void> {
    await this.forgetting.execute(events, uow);
  }

  private acted(
    events: readonly ReceivedEvent<typeof leadContacted | typeof leadAccepted | typeof leadRejected>[],
    stops: readonly ClockKind[],
    closes: boolean,
    uow: UnitOfWork,
  ): Promise<void> {
    return this.clocks.byActs(
      events.map((event) => ({
        assignmentId: event.data.assignmentId,
        at: new Date(event.data.at),
        causedBy: event,
        stops,
        closes,
      })),
      uow,
    );
  }
}
