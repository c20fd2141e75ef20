import { messagingMigrations } from '@baton/messaging';
import { CreateLeadStandings1795503000000, type ServiceDatabase } from '@baton/service-kit';
import { CreateRoutingTables1767225800000 } from './migrations/1767225800000-create-routing-tables.js';
import { AddDefaultCalendar1767312000000 } from './migrations/1767312000000-add-default-calendar.js';
import { WithdrawLeads1795503600000 } from './migrations/1795503600000-withdraw-leads.js';
import { RepEntity } from './rep.entity.js';
import { TeamEntity } from './team.entity.js';

export const routingDatabase = {
  schema: 'routing',
  entities: [RepEntity, TeamEntity],
  migrations: [
    ...messagingMigrations,
    CreateRoutingTables1767225800000,
    AddDefaultCalendar1767312000000,
    CreateLeadStandings1795503000000,
    WithdrawLeads1795503600000,
  ],
} satisfies ServiceDatabase;
