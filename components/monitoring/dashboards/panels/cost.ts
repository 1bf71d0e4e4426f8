import type { MonitoredPrices, MonitoredService } from "../../description";
import { atLeast, metrics, type MetricPanel, query } from "../panel";
import { MONTH_HOURS } from "../promql";
import { aliveInstances } from "./health";
import { requests } from "./requests";

/** Part of a fixed fleet's cost that scaling has to save, in percent. */
const SAVING_PERCENT = 30;

/** A service of which it is known what an instance costs. */
export type PricedService = MonitoredService & { readonly instanceDollarsPerHour: number };

/** The services of which it is known what an instance costs. */
export function priced(services: readonly MonitoredService[]): PricedService[] {
  return services.flatMap((service) => {
    const { instanceDollarsPerHour } = service;
    return instanceDollarsPerHour === undefined ? [] : [{ ...service, instanceDollarsPerHour }];
  });
}

/** What the figures leave out and how old they are. */
function about({ asOf }: MonitoredPrices): string {
  return `About, with AWS's list prices of ${asOf}: no discounts, no taxes, no traffic.`;
}

function instances(service: MonitoredService): string {
  return `sum(${aliveInstances([service])})`;
}

function fixedDollarsPerHour({ parts }: MonitoredPrices): number {
  return rounded(parts.reduce((sum, { dollarsPerHour }) => sum + dollarsPerHour, 0));
}

/** What an hour costs now, by service and by what is always there. */
export function costPerHour(services: readonly PricedService[], prices: MonitoredPrices): MetricPanel {
  return metrics({
    title: "About what an hour costs",
    description: `Instances that run times the price of each, and the parts that always run. ${about(prices)}`,
    visualization: "area",
    unit: "currencyUSD",
    min: 0,
    decimals: 2,
    queries: [
      ...services.map((service) =>
        query(`${instances(service)} * ${service.instanceDollarsPerHour}`, `instances of ${service.name}`),
      ),
      ...prices.parts.map(({ name, dollarsPerHour }) => query(`vector(${dollarsPerHour})`, name)),
    ],
  });
}

/** What a month costs at the pace of a week. */
export function costPerMonth(services: readonly PricedService[], prices: MonitoredPrices): MetricPanel {
  const perService = services.map(
    (service) => `sum(avg_over_time(${aliveInstances([service])}[1w:1h])) * ${service.instanceDollarsPerHour}`,
  );
  const hourly = [...perService, String(fixedDollarsPerHour(prices))].join(" + ");
  return metrics({
    title: "About what a month costs",
    description: `What runs always, and the instances of the latest week, for ${MONTH_HOURS} hours. ${about(prices)}`,
    visualization: "number",
    unit: "currencyUSD",
    decimals: 0,
    history: true,
    queries: [query(`${MONTH_HOURS} * (${hourly})`, "a month")],
  });
}

/** What a thousand requests cost. */
export function costPerThousandRequests(services: readonly PricedService[], prices: MonitoredPrices): MetricPanel {
  const hourly = [
    ...services.map((service) => `${instances(service)} * ${service.instanceDollarsPerHour}`),
    String(fixedDollarsPerHour(prices)),
  ].join(" + ");
  const served = services.filter(({ takesRequests }) => takesRequests);
  return metrics({
    title: "About what a thousand requests cost",
    description: `Cost of the hour divided by its requests. It falls while traffic grows faster than what runs. ${about(prices)}`,
    visualization: "lines",
    unit: "currencyUSD",
    min: 0,
    decimals: 3,
    history: true,
    step: "15m",
    queries: [query(`1000 * (${hourly}) / (3600 * sum(rate(${requests(served)}[1h])))`, "a thousand requests")],
  });
}

/** What scaling saves against a fleet sized for the peak. */
export function saving(service: MonitoredService): MetricPanel {
  const over = (aggregation: string): string => `${aggregation}(${instances(service)}[1w:15m])`;
  return metrics({
    title: `Saved by scaling ${service.name}`,
    description:
      `Instances on average against as many as the peak of the week needed, all the time. The aim is ${SAVING_PERCENT} %; ` +
      "a week without a peak saves nothing.",
    visualization: "gauge",
    unit: "percent",
    min: 0,
    max: 100,
    decimals: 0,
    history: true,
    limits: [atLeast(SAVING_PERCENT, "warning")],
    queries: [query(`100 * (1 - ${over("avg_over_time")} / ${over("max_over_time")})`, "saved")],
  });
}

/** What AWS has billed. */
export function billed(): MetricPanel {
  return metrics({
    title: "Billed by AWS this month",
    description:
      "Estimated charges of the account since the first of the month, which AWS renews a few times a day. Other environments in the account are in it.",
    visualization: "lines",
    unit: "currencyUSD",
    min: 0,
    decimals: 0,
    history: true,
    queries: [query('max(aws_billing_estimated_charges_maximum{job="cloudwatch"})', "billed")],
  });
}

function rounded(dollars: number): number {
  return Math.round(dollars * 1e4) / 1e4;
}
