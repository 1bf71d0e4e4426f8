import { DATADOG_SITES } from "../../../../components/datadog/sites";
import { flag, group, oneOf, text, textList } from "../../../configuration/schema/fields";
import type { z } from "zod";

/** A whole secret of Secrets Manager, without a JSON key behind it. */
const SECRET_ARN = /^arn:aws(?:-[a-z]+)*:secretsmanager:[a-z0-9-]+:\d{12}:secret:[^\s:]+-[A-Za-z0-9]{6}$/;
const IN_PLACE = "in place, without downtime";

const secret = (holds: string, facts: { readonly description: string; readonly example: string }) =>
  text(SECRET_ARN, {
    description: facts.description,
    allowed: `the whole ARN of a secret of Secrets Manager in proofpix:region that holds ${holds}`,
    changing: "deploys the services that have agents, without downtime",
    examples: [`arn:aws:secretsmanager:eu-west-1:123456789012:secret:proofpix/${facts.example}-AbCdEf`],
  });

const handles = (severity: string) =>
  textList(/^@[\w.+@:/-]+$/, {
    description: `Who is told of ${severity} alerts by Datadog.`,
    allowed: "a handle of Datadog",
    changing: IN_PLACE,
    examples: ["@pagerduty-proofpix"],
  }).optional();

/** Keys of Datadog, below `proofpix:monitoring`. */
export const datadog = group(
  {
    site: oneOf(DATADOG_SITES, {
      description: "Site of Datadog at which the account is.",
      changing: "makes monitors and dashboard anew in the other account; deploys the services that have agents",
    }),
    apiKeySecret: secret('{"api_key": "…"}', {
      description: "Secret with the API key, never the key itself; agents and log delivery read it.",
      example: "datadog-api-key",
    }),
    appKeySecret: secret('{"app_key": "…"}', {
      description:
        "Secret with an application key, by which deployments make monitors and a dashboard; none unless given.",
      example: "datadog-app-key",
    }).optional(),
    agentImage: text(/^[^\s/]+\.[^\s/]+\/\S+[:@]\S+$/, {
      description:
        "Image of the agent that stands beside each task of the services, on Fargate; no agents unless given.",
      allowed: "a registry, a repository and a tag other than latest, or a digest",
      changing: "deploys all services, without downtime; agents take 128m of CPU and 640Mi of memory of each task",
      examples: ["public.ecr.aws/datadog/agent:7.72.0"],
    }).optional(),
    traces: flag({
      description: "Whether services send their spans to the agents, in place of proofpix:monitoring.tracing.",
      changing: "deploys all services, without downtime",
    }).default(false),
    logs: flag({
      description: "Whether Datadog gets the services' logs from CloudWatch.",
      changing: `${IN_PLACE}; about 3 cents a GB beside what Datadog asks`,
    }).default(true),
    notify: group(
      { critical: handles("critical"), warning: handles("other") },
      {
        description: "Who is told of alerts by Datadog; nobody unless given.",
        changing: IN_PLACE,
        examples: [{ critical: ["@pagerduty-proofpix"] }],
      },
    ).prefault({}),
  },
  {
    description: "Datadog, which watches the environment beside Prometheus; none unless given.",
    changing: "adding or removing it deploys the services that have agents, and nothing else",
    examples: [
      {
        site: "datadoghq.eu",
        apiKeySecret: "arn:aws:secretsmanager:eu-west-1:123456789012:secret:proofpix/datadog-api-key-AbCdEf",
      },
    ],
  },
);

/** Settings of Datadog. */
export type DatadogSettings = z.output<typeof datadog>;
