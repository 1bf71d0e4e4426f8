import { flag, group, number, wholeNumber } from "../../../configuration/schema/fields";

export const tracing = group(
  {
    enabled: flag({
      description: "Whether services are told where to send spans.",
      changing: "a deployment of each service without downtime",
    }).default(true),
    samplingPercent: number(0, 100, {
      description: "Share of traces that the collector keeps, in percent; those with an error are always kept.",
      changing: "deploys the collector",
      examples: [10],
    }).default(100),
    maxTraces: wholeNumber(100, 10_000_000, {
      description: "Traces that Jaeger holds in its memory; older ones are gone.",
      changing: "deploys Jaeger, which forgets what it had",
      examples: [50_000],
    }).default(20_000),
  },
  {
    description: "Traces of requests through the services, which Jaeger shows.",
    changing: "see its keys",
    examples: [{ samplingPercent: 10 }],
  },
);
