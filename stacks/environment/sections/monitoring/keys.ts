import type { z } from "zod";
import { PARTS } from "../../../../components/monitoring-stack/part-names";
import { DEFAULT_IMAGES, type MonitoringImages } from "../../../../components/monitoring-stack/images";
import { cpu, flag, group, oneOf, size, text, wholeNumber } from "../../../configuration/schema/fields";
import type { SettingsOf } from "../../../configuration/section";
import { datadog } from "./datadog-keys";
import { grafana } from "./grafana-keys";
import { objectives, watchedServices } from "./objective-keys";
import { prices } from "./price-keys";
import { mail, receivers, watchdog } from "./receiver-keys";
import { tracing } from "./tracing-keys";

const ROLLS = "deploys the part, without downtime for the services";

const images = group(
  Object.fromEntries(
    Object.entries(DEFAULT_IMAGES).map(([name, reference]) => [
      name,
      text(/^\S+$/, {
        description: `Image of ${name}.`,
        allowed: "a public registry, a repository and a tag or digest",
        changing: ROLLS,
        examples: [reference],
      }).optional(),
    ]),
  ) as Record<keyof MonitoringImages, z.ZodOptional<z.ZodString>>,
  {
    description: "Images of the parts: other versions, or copies in Amazon ECR; those that were tested unless given.",
    changing: ROLLS,
    examples: [{ prometheus: DEFAULT_IMAGES.prometheus }],
  },
);

const partSize = (part: string) =>
  group(
    {
      cpu: cpu({ description: `CPU of a task of ${part}.`, changing: ROLLS, examples: ["250m"] }),
      memory: size({ description: `Memory of a task of ${part}.`, changing: ROLLS, examples: ["512Mi"] }),
    },
    {
      description: `Size of a task of ${part}.`,
      changing: `${ROLLS}; paid for in proportion`,
      examples: [{ cpu: "250m", memory: "512Mi" }],
    },
  ).optional();

const sizes = group(
  Object.fromEntries(PARTS.map((part) => [part, partSize(part)])) as Record<
    (typeof PARTS)[number],
    ReturnType<typeof partSize>
  >,
  {
    description: "Sizes of the parts' tasks; small ones unless given.",
    changing: `${ROLLS}; paid for in proportion`,
    examples: [{ prometheus: { cpu: "1000m", memory: "4Gi" } }],
  },
);

const monitoring = group(
  {
    highlyAvailable: flag({
      description:
        "Whether Prometheus, Alertmanager, the collector and the prober run twice, so that alerts outlive a zone: true where proofpix:kind is production, false elsewhere, unless given.",
      changing: "no downtime; with Fargate about 60 dollars a month",
    }).optional(),
    managedPrometheus: flag({
      description:
        "Whether Amazon Managed Service for Prometheus keeps all samples for 150 days: true where proofpix:kind is production, false elsewhere, unless given.",
      changing: "no downtime; about 90 cents for 10 million samples; without it, what it kept is gone",
    }).optional(),
    rulesIn: oneOf(["prometheus", "managed-prometheus"], {
      description:
        "Where rules are evaluated: in Prometheus, or, where one is outgrown, in Amazon Managed Service for Prometheus, which tells topics alone; dead instances are found by Prometheus in any case.",
      changing: "deploys Prometheus; pending alerts begin anew",
    }).default("prometheus"),
    capacity: oneOf(["fargate", "environment"], {
      description:
        "What the parts run on: AWS's instances, so that they outlive those that they watch, or what the services run on, for which proofpix:instances then has room.",
      changing: "a deployment of all parts; what Prometheus kept by itself is gone",
    }).default("fargate"),
    retentionDays: wholeNumber(1, 31, {
      description: "Days for which Prometheus itself keeps samples, on a disk that ends with its task.",
      changing: "a deployment of Prometheus: what it kept by itself is gone",
      examples: [2],
    }).default(2),
    team: text(/^[a-z][a-z0-9-]{0,62}$/, {
      description: "Team that gets the alerts of parts that name none.",
      allowed: "lower-case letters, digits and hyphens",
      changing: "deploys Prometheus and Alertmanager",
      examples: ["platform"],
    }).default("operations"),
    runbookUrl: text(/^https?:\/\/[^\s#?{}]+[^\s#?/{}]$/, {
      description: "Page to which alerts link, each to the heading that is called like it.",
      allowed:
        "an address of http or https without a part behind # or ?, without braces, and without a slash at its end",
      changing: "deploys Prometheus",
      examples: ["https://docs.example.com/runbooks/alerts"],
    }),
    objectives: objectives("of each service that names none").prefault({}),
    services: watchedServices,
    prices: prices.optional(),
    receivers,
    watchdog,
    mail,
    tracing: tracing.prefault({}),
    grafana: grafana.optional(),
    datadog: datadog.optional(),
    images: images.prefault({}),
    sizes: sizes.prefault({}),
  },
  {
    description:
      "Prometheus, Alertmanager, Grafana, Jaeger and exporters, which watch the environment (MO-1, MO-2, HC-5); none unless given.",
    changing: "adding it deploys each service once, with the address to which it sends spans; removing it too",
    examples: [{ runbookUrl: "https://docs.example.com/runbooks/alerts" }],
  },
);

export const monitoringKeys = { monitoring: monitoring.optional() };

/** Keys of the monitoring, below `proofpix:monitoring`. */
export const MONITORING_SHAPE = monitoring.shape;

/** Settings of the monitoring. */
export type MonitoringSettings = NonNullable<SettingsOf<typeof monitoringKeys>["monitoring"]>;
