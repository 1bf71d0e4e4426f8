import { blackboxArguments, MONITORING_PARTS } from "../../monitoring";
import type { PartDefinition } from "../part";
import { PATHS } from "../part-names";
import { askedByWget, NOBODY, type PartContext } from "./context";

const PORT = MONITORING_PARTS.blackbox;

/** The prober, which asks every task for its health. */
export function blackbox({ files, images, instances, size }: PartContext): PartDefinition {
  return {
    name: "blackbox",
    image: images.blackboxExporter,
    user: NOBODY,
    command: blackboxArguments({ configuration: `${PATHS.configuration}/blackbox.yml` }, PORT),
    port: PORT,
    healthCommand: askedByWget(PORT, "/-/healthy"),
    files: files.blackbox,
    instances: instances.blackbox,
    size: size("blackbox"),
  };
}
