import {
  type AccountMatch,
  dealReported,
  inquiryReceived,
  leadCreated,
  leadErased,
  leadMerged,
  leadUpdated,
  touchRecorded,
} from '@baton/contracts';
import type { EventCause, UnitOfWork } from '@baton/messaging';
import type { Announcement } from '../domain/hear-event.js';
import type { Lead } from '../domain/lead.js';

/** Queues what the rest of Baton is told about a lead. */
export function announce(
  lead: Pick<Lead, 'id' | 'version'>,
  announcement: Announcement,
  { uow, ...circumstances }: { uow: UnitOfWork; time: Date; causedBy?: EventCause },
): void {
  const about = { subject: lead.id, sequence: lead.version, ...circumstances };
  switch (announcement.topic) {
    case 'inquiry.received':
      return void uow.publish(inquiryReceived, { ...about, data: announcement.data });
    case 'lead.created':
      return void uow.publish(leadCreated, { ...about, data: announcement.data });
    case 'lead.updated':
      return void uow.publish(leadUpdated, { ...about, data: announcement.data });
    case 'touch.recorded':
      return void uow.publish(touchRecorded, { ...about, data: announcement.data });
    case 'lead.merged':
      return void uow.publish(leadMerged, { ...about, data: announcement.data });
    case 'lead.erased':
      return void uow.publish(leadErased, { ...about, data: announcement.data });
    case 'deal.reported':
      return void uow.publish(dealReported, { ...about, data: announcement.data });
  }
}

/** The account follows from the lead as it now stands, so it is told with what is told of the lead. */
export function withAccount(announcement: Announcement, account: AccountMatch | undefined): Announcement {
  if (account === undefined || (announcement.topic !== 'lead.created' && announcement.topic !== 'lead.updated')) {
    return announcement;
  }
  return { ...announcement, data: { ...announcement.data, account } } as Announcement;
}
