import * as pulumi from "@pulumi/pulumi";
import { discoveryStatements, MONITORING_PARTS, prometheusArguments } from "../../monitoring";
import type { PolicyStatementInput } from "../../shared/policy-document";
import type { PartDefinition } from "../part";
import { PATHS, urlOf } from "../part-names";
import { SAMPLES_GIBIBYTES } from "../sizes";
import { askedByWget, NOBODY, type PartContext } from "./context";

const PORT = MONITORING_PARTS.prometheus;
const DEFAULT_RETENTION_DAYS = 2;

/**
 * Prometheus, each task with a disk of its own: never two that write to one. What a task had is gone with it, but for
 * what it wrote elsewhere.
 */
export function prometheus({ args, files, images, instances, managed, namespace, size }: PartContext): PartDefinition {
  return {
    name: "prometheus",
    image: images.prometheus,
    user: NOBODY,
    command: prometheusArguments({
      port: PORT,
      configurationFile: `${PATHS.configuration}/prometheus.yml`,
      dataDirectory: PATHS.data,
      retentionDays: args.retentionDays ?? DEFAULT_RETENTION_DAYS,
      diskGibibytes: SAMPLES_GIBIBYTES,
      externalUrl: urlOf("prometheus", namespace, PORT),
    }),
    port: PORT,
    healthCommand: askedByWget(PORT, "/-/healthy"),
    files: files.prometheus,
    writes: true,
    instances: instances.prometheus,
    size: size("prometheus"),
    statements: [...discovery(args.cluster.clusterArn), ...(managed?.writeStatements ?? [])],
  };
}

/** How many statements there are is known before the cluster is. */
function discovery(clusterArn: pulumi.Input<string>): PolicyStatementInput[] {
  const statements = pulumi.output(clusterArn).apply(discoveryStatements);
  return discoveryStatements("").map((unknown, index) => statements.apply((known) => known[index] ?? unknown));
}
