import type * as pulumi from "@pulumi/pulumi";
import { secretArnOf, type SecretSource } from "../shared/secret-source";
import type { ArgumentProblems } from "../shared/validation";
import { literal } from "../shared/validation";
import { type DatadogSite, requireSite } from "./sites";

/** Settings that agents have in common, beside a service or on an instance. */
export interface DatadogAgentSettings {
  /**
   * Image of Datadog's agent by digest, such as of `public.ecr.aws/datadog/agent`; a `ContainerImage` resolves a tag.
   * The agent's version 7.60 or later.
   */
  readonly image: pulumi.Input<string>;
  /** Site at which the account is. */
  readonly site: DatadogSite;
  /**
   * The API key: ARN of a secret of Secrets Manager or parameter of SSM, optionally with a JSON key behind it, such as
   * `arn:…:secret:datadog-AbCdEf:api_key::`. Never the key itself.
   */
  readonly apiKey: SecretSource;
  /** Environment, the tag `env`. */
  readonly env: string;
  /** Further tags of everything that the agent sends, such as `["team:shop"]`. @default - none */
  readonly agentTags?: readonly string[];
  /** Whether it takes traces (APM), on port 8126, and spans by OTLP on 4317 and 4318. @default true */
  readonly traces?: boolean;
  /** Whether it reports containers and, where it may see them, processes. @default true */
  readonly processes?: boolean;
  /** How much the agent itself logs. @default "warn" */
  readonly logLevel?: "debug" | "info" | "warn" | "error";
}

/** A tag of Datadog, `key:value` (Datadog, "Defining tags"). */
const TAG = /^[a-z][a-z0-9_./-]{0,99}:[^\s,]{1,100}$/;

/** What Datadog takes as the values of `env`, `service` and `version` without changing them. */
export const TAG_VALUE = /^[a-z0-9][a-z0-9_./-]{0,99}$/;

/** Records settings that no agent could work with. */
export function validateAgentSettings(args: DatadogAgentSettings, problems: ArgumentProblems): void {
  requireSite(problems, args.site);
  requireTagValue(problems, "env", args.env);
  (args.agentTags ?? []).forEach((tag, index) => {
    problems.require(
      TAG.test(tag),
      `agentTags[${index}]`,
      `must be "key:value" with a key of lower-case letters, digits and "_./-", got ${JSON.stringify(tag)}`,
    );
  });
  // The value is not echoed: it may be the key itself.
  const source = literal(secretArnOf(args.apiKey));
  problems.require(
    source === undefined || source.startsWith("arn:"),
    "apiKey",
    "must be the ARN of the secret that holds the API key, never the key itself",
  );
}

/** Records a value of a tag that Datadog would write otherwise. */
export function requireTagValue(problems: ArgumentProblems, path: string, value: string): void {
  problems.require(
    TAG_VALUE.test(value),
    path,
    `must be of lower-case letters, digits and "_./-", as Datadog writes it, got ${JSON.stringify(value)}`,
  );
}

/** Environment variables of an agent (Datadog, "Docker Agent": environment variables). */
export function agentEnvironment(args: DatadogAgentSettings): Record<string, string> {
  const { traces = true, processes = true, agentTags = [] } = args;
  return {
    DD_SITE: args.site,
    DD_ENV: args.env,
    DD_LOG_LEVEL: args.logLevel ?? "warn",
    // Logs come to Datadog by way of CloudWatch, once.
    DD_LOGS_ENABLED: "false",
    DD_APM_ENABLED: String(traces),
    DD_PROCESS_CONFIG_CONTAINER_COLLECTION_ENABLED: String(processes),
    ...(agentTags.length > 0 && { DD_TAGS: [...agentTags].sort().join(" ") }),
    ...(traces && {
      DD_OTLP_CONFIG_RECEIVER_PROTOCOLS_GRPC_ENDPOINT: "0.0.0.0:4317",
      DD_OTLP_CONFIG_RECEIVER_PROTOCOLS_HTTP_ENDPOINT: "0.0.0.0:4318",
    }),
  };
}
