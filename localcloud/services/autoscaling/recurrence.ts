interface Field {
  readonly least: number;
  readonly most: number;
  readonly names?: readonly string[];
}

/** Minute, hour, day of month, month and day of week, whose 0 and 7 are Sunday. */
const FIELDS: readonly Field[] = [
  { least: 0, most: 59 },
  { least: 0, most: 23 },
  { least: 1, most: 31 },
  { least: 1, most: 12, names: ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"] },
  { least: 0, most: 7, names: ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"] },
];

/** Whether EC2 Auto Scaling reads a recurrence: crontab's five fields (API Reference, PutScheduledUpdateGroupAction). */
export function isRecurrence(expression: string): boolean {
  const given = expression.trim().split(/\s+/);
  return given.length === FIELDS.length && FIELDS.every((field, index) => isList(given[index] ?? "", field));
}

/** Values and ranges, each perhaps with a step, such as `0,30`, `8-18` or `MON-FRI`. */
function isList(list: string, field: Field): boolean {
  return list.split(",").every((part) => {
    const [range = "", step = "1", ...rest] = part.split("/");
    return rest.length === 0 && /^[1-9]\d*$/.test(step) && (range === "*" || isRange(range, field));
  });
}

function isRange(range: string, field: Field): boolean {
  const ends = range.split("-").map((end) => valueOf(end, field));
  const [first, last = first] = ends;
  return ends.length <= 2 && first !== undefined && last !== undefined && first <= last;
}

/** The number that a value stands for; undefined where it is none of the field's. */
function valueOf(value: string, { least, most, names = [] }: Field): number | undefined {
  const named = names.indexOf(value.toUpperCase());
  const number = named >= 0 ? named + least : /^\d+$/.test(value) ? Number(value) : Number.NaN;
  return number >= least && number <= most ? number : undefined;
}
