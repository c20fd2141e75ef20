/** The calendar of teams that name none: there from the start, and changed like any other. */
export const DEFAULT_CALENDAR_ID = '01900000-0000-7000-8000-000000000001';
