import type { Instant } from "../model/instant";
import type { LogEvent } from "../model/log";
import { filterPattern } from "./filter-pattern/filter-pattern";

/** How many lines of a group are kept, whatever its retention: the oldest are dropped first. */
const MOST_LINES = 20_000;

/** A line with its place among all lines. */
export interface StoredEvent extends LogEvent {
  /** Grows with each line; tells lines of the same time apart. */
  readonly id: number;
}

/** Which lines are asked for. */
export interface LogQuery {
  readonly region: string;
  readonly group: string;
  /** @default all streams of the group */
  readonly streams?: readonly string[];
  /** The first instant. @default from the beginning */
  readonly from?: Instant;
  /** The instant before which lines are. @default until the end */
  readonly to?: Instant;
  /** A filter pattern. @default every line */
  readonly pattern?: string;
  /** Only lines that came after the one with this id. @default all */
  readonly after?: number;
  /** The most lines, the oldest first. @default all */
  readonly limit?: number;
}

/** Lines of logs in memory, by group and stream. */
export class MemoryLogs {
  private readonly byGroup = new Map<string, StoredEvent[]>();
  private added = 0;

  /** Takes lines that were reported, and gives them ids. */
  add(events: readonly LogEvent[]): readonly StoredEvent[] {
    const stored = events.map((event) => ({ ...event, id: ++this.added }));
    for (const event of stored) this.linesOf(event.region, event.group).push(event);
    for (const [key, lines] of this.byGroup) {
      if (lines.length > MOST_LINES * 1.1) this.byGroup.set(key, lines.slice(-MOST_LINES));
    }
    return stored;
  }

  /** Lines in order of their time (Amazon CloudWatch Logs API Reference, FilterLogEvents). */
  find({ region, group, streams, from = -Infinity, to = Infinity, pattern = "", after = 0, limit }: LogQuery) {
    const matches = filterPattern(pattern);
    const found = this.linesOf(region, group)
      .filter(({ id, at }) => id > after && at >= from && at < to)
      .filter(({ stream }) => streams === undefined || streams.includes(stream))
      .filter(({ message }) => matches(message) !== undefined)
      .sort((one, other) => one.at - other.at || one.id - other.id);
    return limit === undefined ? found : found.slice(0, limit);
  }

  /** Groups that have lines, in order of their first lines. */
  groups(): { readonly region: string; readonly group: string }[] {
    const lines = [...this.byGroup.values()].filter((each) => each.length > 0);
    return lines.flatMap(([first]) => (first === undefined ? [] : [{ region: first.region, group: first.group }]));
  }

  /** Names of a group's streams, in order of their first lines. */
  streams(region: string, group: string): string[] {
    return [...new Set(this.linesOf(region, group).map(({ stream }) => stream))];
  }

  private linesOf(region: string, group: string): StoredEvent[] {
    const key = `${region}|${group}`;
    const known = this.byGroup.get(key);
    if (known !== undefined) return known;
    const made: StoredEvent[] = [];
    this.byGroup.set(key, made);
    return made;
  }
}
