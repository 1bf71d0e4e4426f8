import { HEALTH_PATHS, TRACING_PORTS, tracingArguments, tracingEnvironment } from "../../monitoring";
import { memoryMebibytes } from "../../shared/quantity";
import type { PartDefinition } from "../part";
import { PATHS } from "../part-names";
import { storageSecrets } from "../tracing";
import { askedByWget, type PartContext } from "./context";

/** Jaeger, which keeps traces and shows them. */
export function jaeger({ args, files, images, instances, size }: PartContext): PartDefinition {
  return {
    name: "jaeger",
    image: images.jaeger,
    user: "10001:10001",
    command: tracingArguments(`${PATHS.configuration}/jaeger.yaml`),
    environment: tracingEnvironment({ memoryMebibytes: memoryMebibytes(size("jaeger").memory) }),
    port: TRACING_PORTS.query,
    healthCommand: askedByWget(TRACING_PORTS.health, HEALTH_PATHS.jaeger),
    files: files.jaeger,
    secretFiles: storageSecrets(args.tracing?.storage),
    writes: true,
    instances: instances.jaeger,
    size: size("jaeger"),
  };
}
