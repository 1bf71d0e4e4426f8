import { TRACING_PORTS, tracingArguments, tracingEnvironment } from "../../monitoring";
import { memoryMebibytes } from "../../shared/quantity";
import type { PartDefinition } from "../part";
import { PATHS } from "../part-names";
import type { PartContext } from "./context";

/**
 * The OpenTelemetry collector, to which services send their spans. Its image has no program that could ask for health.
 */
export function collector({ files, images, instances, size }: PartContext): PartDefinition {
  const ofTask = size("otel-collector");
  return {
    name: "otel-collector",
    image: images.otelCollector,
    user: "10001:10001",
    command: tracingArguments(`${PATHS.configuration}/collector.yaml`),
    environment: tracingEnvironment({ memoryMebibytes: memoryMebibytes(ofTask.memory) }),
    port: TRACING_PORTS.otlpHttp,
    healthCommand: false,
    files: files["otel-collector"],
    instances: instances["otel-collector"],
    size: ofTask,
  };
}
