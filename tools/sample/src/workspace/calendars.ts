const WEEKDAYS = [1, 2, 3, 4, 5];

/** Both teams' weeks. Holidays are the ones with a fixed date, in this year and the next. */
export function calendarsFrom(year: number) {
  const inBothYears = (...days: string[]) => [year, year + 1].flatMap((each) => days.map((day) => `${each}-${day}`));
  return {
    europe: {
      id: '0198a100-0000-7000-8000-000000000001',
      name: 'Berlin office',
      zone: 'Europe/Berlin',
      weekly: WEEKDAYS.map((day) => ({ day, from: '09:00', to: '17:30' })),
      holidays: inBothYears('01-01', '05-01', '10-03', '12-25', '12-26'),
    },
    americas: {
      id: '0198a100-0000-7000-8000-000000000002',
      name: 'New York office',
      zone: 'America/New_York',
      weekly: WEEKDAYS.map((day) => ({ day, from: '08:30', to: '17:00' })),
      holidays: inBothYears('01-01', '06-19', '07-04', '11-11', '12-25'),
    },
  };
}
