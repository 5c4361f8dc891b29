export { type CountedDay, createWorkCalendar, type WorkCalendar } from './work-calendar.ts';
