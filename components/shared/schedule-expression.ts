/** Names that stand for numbers in cron expressions. */
export const MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
export const WEEKDAYS = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

/** When something runs: once, at an interval, or by the calendar. */
const FORMS: Readonly<Record<string, (argument: string) => boolean>> = { at: isTime, rate: isInterval, cron: isCron };

/**
 * Whether Application Auto Scaling, Amazon EventBridge and its Scheduler read a schedule (Application Auto Scaling API
 * Reference, PutScheduledAction, Schedule; Amazon EventBridge Scheduler User Guide, "Schedule types").
 */
export function isSchedule(schedule: string): boolean {
  const [, form = "", argument = ""] = /^(at|rate|cron)\((.*)\)$/.exec(schedule) ?? [];
  return FORMS[form]?.(argument) === true;
}

/**
 * Whether a field of a cron expression is a list of ranges, each perhaps with a step, such as `0/15` or `MON-FRI,SUN`.
 */
export function isCronList(field: string, isRange: (range: string) => boolean): boolean {
  return field.split(",").every((part) => {
    const [range = "", step = "1", ...rest] = part.split("/");
    return rest.length === 0 && /^[1-9]\d*$/.test(step) && (range === "*" || isRange(range));
  });
}

function isTime(time: string): boolean {
  return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$/.test(time) && !Number.isNaN(Date.parse(`${time}Z`));
}

function isInterval(interval: string): boolean {
  return /^[1-9]\d* (minute|hour|day)s?$/.test(interval);
}

/** The fields of minutes, hours, months and years by their position; days are read by {@link areDays}. */
const NUMBERS = [
  { position: 0, least: 0, most: 59, names: [] },
  { position: 1, least: 0, most: 23, names: [] },
  { position: 3, least: 1, most: 12, names: MONTHS },
  { position: 5, least: 1970, most: 2199, names: [] },
];

/**
 * Six fields (Application Auto Scaling User Guide, "Schedule recurring scaling actions using Application Auto
 * Scaling").
 */
function isCron(expression: string): boolean {
  const fields = expression.trim().split(/\s+/);
  const areNumbers = NUMBERS.every(({ position, least, most, names }) =>
    isField(fields[position] ?? "", least, most, names),
  );
  return fields.length === 6 && areNumbers && areDays(fields[2] ?? "", fields[4] ?? "");
}

/** Exactly one of the two fields is `?` (Amazon EventBridge User Guide, "Cron expressions"). */
function areDays(dayOfMonth: string, dayOfWeek: string): boolean {
  if (dayOfMonth === "?") return isField(dayOfWeek, 1, 7, WEEKDAYS) || /^([1-7]|[A-Z]{3})(L|#[1-5])$/.test(dayOfWeek);
  return dayOfWeek === "?" && (isField(dayOfMonth, 1, 31) || /^(L|LW|([1-9]|[12]\d|3[01])W)$/.test(dayOfMonth));
}

function isField(field: string, least: number, most: number, names: readonly string[] = []): boolean {
  const isValue = (value: string): boolean =>
    names.includes(value) || (/^\d+$/.test(value) && Number(value) >= least && Number(value) <= most);
  return isCronList(field, (range) => {
    const ends = range.split("-");
    return ends.length <= 2 && ends.every(isValue);
  });
}
