import type { PartDefinition } from "../part";
import { PATHS, PORTS } from "../part-names";
import type { PartContext } from "./context";

/** The OpenTelemetry collector, to which services send their spans. Its image has no program that could ask for health. */
export function collector({ files, images, instances, size }: PartContext): PartDefinition {
  return {
    name: "otel-collector",
    image: images.otelCollector,
    user: "10001:10001",
    command: [`--config=${PATHS.configuration}/collector.yaml`],
    port: PORTS.otlpHttp,
    healthCommand: false,
    files: files["otel-collector"],
    instances: instances["otel-collector"],
    size: size("otel-collector"),
  };
}
