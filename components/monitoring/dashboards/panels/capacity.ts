import { JOBS } from "../../jobs";
import type { MonitoredDatabase, MonitoredService } from "../../description";
import { atLeast, atMost, type Limit, metrics, type MetricPanel, type PanelQuery, query } from "../panel";
import { application, DAY_SECONDS, select } from "../promql";
import { cacheMemoryPercent } from "./cache";
import { connectionsPercent, databaseBytes } from "./database";
import { aliveInstances } from "./health";
import { requests } from "./requests";

/** Days that are looked ahead, and weeks from which steady growth is taken. */
const AHEAD_DAYS = 30;
const LEARNED = "2w";
const WEEK_DAYS = 7;

const STEADILY = `as in the latest two weeks, in ${AHEAD_DAYS} days`;
const WITH_TRAFFIC = `as the traffic did since the week before, in ${AHEAD_DAYS} days`;
const AHEAD = `${AHEAD_DAYS} days ahead`;

/** What something that only grows will be if it grows as in the latest weeks. */
function steadyForecast(expression: string): string {
  return `predict_linear((${expression})[${LEARNED}:1h], ${AHEAD_DAYS * DAY_SECONDS})`;
}

/**
 * What something that follows the traffic will be: with quiet weekends in it, a line through its values would rise and
 * fall with the days on which it begins and ends. None where nothing takes requests.
 */
function forecastByTraffic(expression: string, serving: readonly MonitoredService[]): PanelQuery[] {
  if (serving.length === 0) return [];
  return [query(`${expression} * (1 + ${AHEAD_DAYS} / ${WEEK_DAYS} * (${weeklyGrowth(serving)} - 1))`, AHEAD)];
}

/** Requests of seven days by those of the seven days before. */
function weeklyGrowth(services: readonly MonitoredService[]): string {
  const increase = (offset: string): string => `sum(increase(${requests(services)}[1w]${offset}))`;
  return `${increase("")} / ${increase(" offset 1w")}`;
}

/** The greatest value of a day. */
function peakOf(expression: string): string {
  return `max_over_time((${expression})[1d:15m])`;
}

/** Requests of weeks, beside those of the week before. */
export function trafficTrend(services: readonly MonitoredService[]): MetricPanel {
  const rate = (offset: string): string => `sum(rate(${requests(services)}[1h]${offset}))`;
  return metrics({
    title: "Requests, and a week before",
    description: "Requests of users a second over an hour, beside those of the same time a week before.",
    visualization: "lines",
    unit: "reqps",
    min: 0,
    history: true,
    step: "15m",
    queries: [query(rate(""), "this week"), query(rate(" offset 1w"), "a week before")],
  });
}

/** How much traffic grows. */
export function growth(services: readonly MonitoredService[]): MetricPanel {
  return metrics({
    title: "Growth in a week",
    description: "Requests of users in the latest seven days against the seven days before.",
    visualization: "number",
    unit: "percent",
    decimals: 1,
    history: true,
    queries: [query(`100 * (${weeklyGrowth(services)} - 1)`, "growth")],
  });
}

/** Busiest hour of each day, and where it goes. */
export function busiestHour(services: readonly MonitoredService[]): MetricPanel {
  const rate = `sum(rate(${requests(services)}[1h]))`;
  const busiest = peakOf(rate);
  return metrics({
    title: "Busiest hour of a day",
    description: `Requests a second in the busiest hour of the latest day, and what it will be if it grows ${WITH_TRAFFIC}.`,
    visualization: "lines",
    unit: "reqps",
    min: 0,
    history: true,
    step: "1h",
    queries: [query(busiest, "busiest hour"), ...forecastByTraffic(busiest, services)],
  });
}

/** Most instances of a day, against the greatest number. */
export function peakInstances(service: MonitoredService, serving: readonly MonitoredService[]): MetricPanel {
  const peak = peakOf(`sum(${aliveInstances([service])})`);
  return metrics({
    title: `Most instances of ${service.name} in a day`,
    description: `Most instances at a time, and what they will be if they grow ${WITH_TRAFFIC}. The line is maxInstances.`,
    visualization: "lines",
    unit: "none",
    decimals: 0,
    min: 0,
    history: true,
    step: "1h",
    limits: [atMost(service.maxInstances)],
    queries: [query(peak, "most"), ...forecastByTraffic(peak, serving)],
  });
}

/** How well instances are used on average (60 to 70 % is meant). */
export function utilization(service: MonitoredService): MetricPanel {
  const used = `avg(rate(${select("process_cpu_seconds_total", application([service]))}[1h]))`;
  const cpu = service.triggers.find(({ name }) => name === "cpu");
  const limits: readonly Limit[] =
    cpu === undefined ? [] : [atLeast(cpu.below, "neutral"), atMost(cpu.above, "warning")];
  return metrics({
    title: `CPU of ${service.name} over weeks`,
    description: "CPU of the instances over an hour in percent of what they have, between the thresholds of scaling.",
    visualization: "lines",
    unit: "percent",
    min: 0,
    history: true,
    step: "1h",
    limits,
    queries: [query(`100 * ${used} / ${service.cpuMillis / 1000}`, "used")],
  });
}

/** How large the database becomes. */
export function databaseGrowth(): MetricPanel {
  return metrics({
    title: "Growth of the database",
    description: `Bytes of all databases, and what they will be if they grow ${WITH_TRAFFIC}.`,
    visualization: "lines",
    unit: "bytes",
    min: 0,
    history: true,
    step: "1h",
    queries: [query(databaseBytes(), "size"), query(steadyForecast(databaseBytes()), AHEAD)],
  });
}

/** How many days the database's storage lasts. */
export function storageLasts(): MetricPanel {
  const free = `min by (server) (${select("aws_rds_free_storage_space_average", { job: JOBS.cloudWatch })})`;
  const shrinking = `-1 * deriv((${free})[${LEARNED}:1h])`;
  return metrics({
    title: "Storage of the database lasts",
    description:
      "Days until the free storage is used up at the pace of two weeks. It grows by itself up to its maximum.",
    visualization: "number",
    unit: "d",
    decimals: 0,
    history: true,
    withoutValue: "not shrinking",
    limits: [atLeast(90, "warning"), atLeast(30)],
    queries: [query(`${free} / (${shrinking} > 0) / ${DAY_SECONDS}`, "{{server}}", { mayBeEmpty: true })],
  });
}

/** Most connections of a day. */
export function peakConnections(
  { connectionsUsed }: MonitoredDatabase,
  serving: readonly MonitoredService[],
): MetricPanel {
  const peak = peakOf(`max(${connectionsPercent()})`);
  return metrics({
    title: "Most connections in a day",
    description: `Connections of the fullest server in percent of what it takes, and what they will be if they grow ${WITH_TRAFFIC}.`,
    visualization: "lines",
    unit: "percent",
    min: 0,
    history: true,
    step: "1h",
    limits: [atMost(100 * connectionsUsed)],
    queries: [query(peak, "most"), ...forecastByTraffic(peak, serving)],
  });
}

/** How full the cache gets. */
export function cacheTrend(memoryPercent: number): MetricPanel {
  const fullest = `max(${cacheMemoryPercent()})`;
  return metrics({
    title: "Memory of the cache over weeks",
    description: `Memory of the fullest node in percent, and what it will be if it grows ${STEADILY}.`,
    visualization: "lines",
    unit: "percent",
    min: 0,
    history: true,
    step: "1h",
    limits: [atMost(memoryPercent)],
    queries: [query(fullest, "used"), query(steadyForecast(fullest), AHEAD)],
  });
}
