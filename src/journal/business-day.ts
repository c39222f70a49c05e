const saturday = 6;

/** The date so many business days after a date, which does not count itself: no weekend, no holiday. */
export async function addBusinessDays(date: string, days: number): Promise<string> {
  // Loaded when it is needed: it knows the holidays of the whole world, and that takes its time.
  const { default: Holidays } = await import('date-holidays');
  const calendar = new Holidays('PL');
  const isHoliday = (day: Temporal.PlainDate) =>
    calendar
      .getHolidays(day.year)
      .some((one) => one.type === 'public' && one.date.startsWith(day.toString()));
  let day = Temporal.PlainDate.from(date);
  for (let left = days; left > 0;) {
    day = day.add({ days: 1 });
    if (day.dayOfWeek < saturday && !isHoliday(day)) left -= 1;
  }
  return day.toString();
}
