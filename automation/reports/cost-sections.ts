import type { Range } from "../../costs/model/range";
import { dollarRange } from "../../costs/render/money";
import type { CostReport } from "../../costs/report/report";
import { shortType } from "../../costs/render/short-type";

/** A table of the report, or lines where it has none. */
export interface Section {
  readonly title: string;
  readonly headings: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** What is said below it. */
  readonly notes: readonly string[];
  /** Whether its cells are too long for columns on a terminal. @default false */
  readonly isWide?: boolean;
}

/** Most resources that are shown; --json has all. */
const MOST_RESOURCES = 20;

/** The tables of a report, in the order in which they are read. */
export function sectionsOf(report: CostReport): readonly Section[] {
  return [kinds(report), services(report), resources(report), fleet(report), trend(report), advice(report)];
}

function kinds({ kinds: all, total }: CostReport): Section {
  const rows = all.map(({ kind, monthly, resources: count }) => [kind, String(count), dollarRange(monthly)]);
  return {
    title: "By kind",
    headings: ["kind", "resources", "a month"],
    rows: [...rows, ["all", "", dollarRange(total)]],
    notes: [],
  };
}

function services({ services: all }: CostReport): Section {
  const rows = all.map(({ service, runsOn, tasks, monthly }) => [
    service,
    runsOn,
    countText(tasks),
    dollarRange(monthly),
  ]);
  const notes = ["On instances, a service has the share of their cost that its tasks reserve of the CPU: an estimate."];
  return {
    title: "By service",
    headings: ["service", "runs on", "tasks", "a month"],
    rows,
    notes: all.some(({ runsOn }) => runsOn === "instances") ? notes : [],
  };
}

function resources({ resources: all }: CostReport): Section {
  const rows = all
    .slice(0, MOST_RESOURCES)
    .map(({ name, type, monthly }) => [name, shortType(type), dollarRange(monthly)]);
  const left = all.length - rows.length;
  return {
    title: "Dearest resources",
    headings: ["resource", "type", "a month"],
    rows,
    notes: left > 0 ? [`${left} smaller ones are in the sums above.`] : [],
  };
}

function fleet({ fixedFleet }: CostReport): Section {
  const rows = fixedFleet.map(({ name, count, fixed, scaled, saved, isRecorded, days }) => [
    name,
    countText(count),
    dollarRange({ min: fixed, max: fixed }),
    dollarRange(scaled),
    dollarRange(saved),
    isRecorded ? `mean of ${days.toFixed(1)} days` : "bounds alone",
  ]);
  const isEstimated = fixedFleet.some(({ isRecorded }) => !isRecorded);
  const estimated = ["Where only the bounds are known, what is saved is between nothing and all of the difference."];
  return {
    title: "Against a fixed fleet, as large as the most",
    headings: ["what", "count", "fixed", "scaled", "saved", "by"],
    rows,
    notes: isEstimated ? estimated : [],
  };
}

function trend({ trend: points }: CostReport): Section {
  return {
    title: "Over time, at today's prices",
    headings: ["update", "at", "a month"],
    rows: points.map(({ version, endedAt, monthly }) => [String(version), endedAt, dollarRange(monthly)]),
    notes: [],
  };
}

function advice({ advice: all }: CostReport): Section {
  return {
    title: "Advice",
    headings: ["saving a month", "what", "of", "by"],
    rows: all.map(({ saving, text, resources: names, computation }) => [
      saving === undefined ? "depends on use" : dollarRange(saving),
      text,
      names.length > 2 ? `${names[0] ?? ""} and ${names.length - 1} more` : names.join(", "),
      computation,
    ]),
    isWide: true,
    notes: all.length > 1 ? ["Savings on the same resource exclude each other: they don't add up."] : [],
  };
}

function countText({ min, max }: Range): string {
  return min === max ? String(min) : `${min} to ${max}`;
}
