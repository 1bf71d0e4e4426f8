import type { PartDefinition } from "../part";
import { PATHS, PORTS } from "../part-names";
import { askedByWget, type PartContext } from "./context";

/** Jaeger, which keeps traces and shows them. */
export function jaeger({ files, images, instances, size }: PartContext): PartDefinition {
  return {
    name: "jaeger",
    image: images.jaeger,
    user: "10001:10001",
    command: [`--config=${PATHS.configuration}/jaeger.yaml`],
    port: PORTS.jaeger,
    healthCommand: askedByWget(PORTS.jaeger, "/"),
    files: files.jaeger,
    instances: instances.jaeger,
    size: size("jaeger"),
  };
}
