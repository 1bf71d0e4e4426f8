import { UserError } from "../../tools/shared/user-error";

/** What happens at a time of a trace, besides its load. */
export interface TraceEvent {
  readonly seconds: number;
  /** Such as `lose-zone eu-west-1a`; what there is stands in `simulation/events`. */
  readonly words: readonly string[];
}

/** Load over time. Between two points it changes evenly. */
export interface Trace {
  readonly name: string;
  readonly durationSeconds: number;
  readonly events: readonly TraceEvent[];
  /** Requests a second at a time from the start. */
  requestsPerSecond(seconds: number): number;
  /** Messages a second that are sent to each queue. */
  messagesPerSecond(seconds: number): number;
}

interface Point {
  readonly seconds: number;
  readonly value: number;
}

const COLUMNS = ["time", "requests_per_second", "messages_per_second", "event"] as const;
type Column = (typeof COLUMNS)[number];

/**
 * Reads a trace: comma-separated values under the headings `time` (`HH:MM` or `HH:MM:SS` from the start),
 * `requests_per_second`, and, if need be, `messages_per_second` and `event`. A line that begins with # is a comment. An empty cell is no point: the load goes on
 * from the point before to the next one.
 *
 * @throws {UserError} with every problem, by line.
 */
export function parseTrace(name: string, content: string): Trace {
  const lines = content
    .split(/\r?\n/)
    .map((text, index) => ({ text, line: index + 1 }))
    .filter(({ text }) => !isEmpty(text));
  const [heading = { text: "", line: 1 }, ...others] = lines;
  const columns = heading.text.split(",").map((column) => column.trim());
  const problems = headingProblems(columns).map((problem) => `line ${heading.line}: ${problem}`);
  const rows = others.map(({ text, line }) => rowOf(text, line, columns, problems));
  rows.forEach((row, index) => {
    if (index > 0 && row.seconds < (rows[index - 1]?.seconds ?? 0))
      problems.push(`line ${row.line}: time goes back to ${row.cells.time ?? ""}`);
  });
  if (rows.length < 2) problems.push("there must be at least two lines with a time, a start and an end");
  if (problems.length > 0) {
    throw new UserError(
      `the trace ${name} can't be read:\n${problems.map((problem) => `  ${problem}`).join("\n")}`,
      `A trace begins with the line "${COLUMNS.slice(0, 2).join(",")}"; docs/scaling.md has an example.`,
    );
  }
  const requests = pointsOf(rows, "requests_per_second");
  const messages = pointsOf(rows, "messages_per_second");
  return {
    name,
    durationSeconds: rows.at(-1)?.seconds ?? 0,
    events: rows.flatMap(({ seconds, cells }) =>
      cells.event === undefined ? [] : [{ seconds, words: cells.event.split(/\s+/) }],
    ),
    requestsPerSecond: (seconds) => valueAt(requests, seconds),
    messagesPerSecond: (seconds) => valueAt(messages, seconds),
  };
}

interface Row {
  readonly line: number;
  readonly seconds: number;
  readonly cells: Readonly<Partial<Record<Column, string>>>;
}

function isEmpty(line: string): boolean {
  return line.trim() === "" || line.startsWith("#");
}

function headingProblems(columns: readonly string[]): string[] {
  const unknown = columns.filter((column) => !(COLUMNS as readonly string[]).includes(column));
  const missing = COLUMNS.slice(0, 2).filter((column) => !columns.includes(column));
  return [
    ...unknown.map((column) => `there is no column "${column}"; there are ${COLUMNS.join(", ")}`),
    ...missing.map((column) => `the column "${column}" is missing`),
  ];
}

function rowOf(text: string, line: number, columns: readonly string[], problems: string[]): Row {
  const values = text.split(",").map((cell) => cell.trim());
  const cells: Row["cells"] = Object.fromEntries(
    columns.flatMap((column, index) => ((values[index] ?? "") === "" ? [] : [[column, values[index]]])),
  );
  const seconds = secondsOf(cells.time ?? "");
  problems.push(...cellProblems(values, cells, columns.length).map((problem) => `line ${line}: ${problem}`));
  return { line, seconds: seconds ?? 0, cells };
}

function cellProblems(values: readonly string[], cells: Row["cells"], columns: number): string[] {
  const { time = "" } = cells;
  return [
    ...(values.length > columns ? [`${values.length} cells stand under ${columns} headings`] : []),
    ...(secondsOf(time) === undefined ? [`time must be HH:MM or HH:MM:SS, got "${time}"`] : []),
    ...(["requests_per_second", "messages_per_second"] as const).flatMap((column) => {
      const value = cells[column];
      return value === undefined || isRate(value) ? [] : [`${column} must be a number of at least 0, got "${value}"`];
    }),
  ];
}

function isRate(value: string): boolean {
  return Number.isFinite(Number(value)) && Number(value) >= 0;
}

function secondsOf(time: string): number | undefined {
  const match = /^(\d{1,3}):([0-5]\d)(?::([0-5]\d))?$/.exec(time);
  if (match === null) return undefined;
  const [, hours, minutes, seconds = "0"] = match;
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
}

function pointsOf(rows: readonly Row[], column: Column): Point[] {
  return rows.flatMap(({ seconds, cells }) => {
    const value = cells[column];
    return value === undefined ? [] : [{ seconds, value: Number(value) }];
  });
}

function valueAt(points: readonly Point[], seconds: number): number {
  const after = points.findIndex((point) => point.seconds > seconds);
  const [before, next] = after < 0 ? [points.at(-1), undefined] : [points[after - 1], points[after]];
  if (before === undefined) return next?.value ?? 0;
  if (next === undefined) return before.value;
  return before.value + ((next.value - before.value) * (seconds - before.seconds)) / (next.seconds - before.seconds);
}
