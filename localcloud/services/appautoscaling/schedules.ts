/** When a scheduled action runs: once, at an interval, or by the calendar. */
const FORMS: Readonly<Record<string, (argument: string) => boolean>> = { at: isTime, rate: isInterval, cron: isCron };

/** Whether Application Auto Scaling reads a schedule (Application Auto Scaling API Reference, PutScheduledAction, Schedule). */
export function isSchedule(schedule: string): boolean {
  const [, form = "", argument = ""] = /^(at|rate|cron)\((.*)\)$/.exec(schedule) ?? [];
  return FORMS[form]?.(argument) === true;
}

function isTime(time: string): boolean {
  return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$/.test(time) && !Number.isNaN(Date.parse(`${time}Z`));
}

function isInterval(interval: string): boolean {
  return /^[1-9]\d* (minute|hour|day)s?$/.test(interval);
}

const MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
const WEEKDAYS = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

/** Numbers of minutes, hours, months and years by their place; the days between them are told apart below. */
const NUMBERS = [
  { place: 0, least: 0, most: 59, names: [] },
  { place: 1, least: 0, most: 23, names: [] },
  { place: 3, least: 1, most: 12, names: MONTHS },
  { place: 5, least: 1970, most: 2199, names: [] },
];

/** Six fields (Application Auto Scaling User Guide, "Schedule recurring scaling actions using Application Auto Scaling"). */
function isCron(expression: string): boolean {
  const fields = expression.trim().split(/\s+/);
  const areNumbers = NUMBERS.every(({ place, least, most, names }) => isField(fields[place] ?? "", least, most, names));
  return fields.length === 6 && areNumbers && areDays(fields[2] ?? "", fields[4] ?? "");
}

/** One of both days is left to the other by `?` (Amazon EventBridge User Guide, "Cron expressions"). */
function areDays(dayOfMonth: string, dayOfWeek: string): boolean {
  if (dayOfMonth === "?") return isField(dayOfWeek, 1, 7, WEEKDAYS) || /^([1-7]|[A-Z]{3})(L|#[1-5])$/.test(dayOfWeek);
  return dayOfWeek === "?" && (isField(dayOfMonth, 1, 31) || /^(L|LW|([1-9]|[12]\d|3[01])W)$/.test(dayOfMonth));
}

/** A list of values and ranges, each perhaps with a step, such as `0/15`, `8-18` or `MON-FRI,SUN`. */
function isField(field: string, least: number, most: number, names: readonly string[] = []): boolean {
  const isValue = (value: string): boolean =>
    names.includes(value) || (/^\d+$/.test(value) && Number(value) >= least && Number(value) <= most);
  return field.split(",").every((part) => {
    const [range = "", step = "1", ...rest] = part.split("/");
    const ends = range.split("-");
    const isRange = range === "*" || (ends.length <= 2 && ends.every(isValue));
    return isRange && /^[1-9]\d*$/.test(step) && rest.length === 0;
  });
}
