import { EXPORTER_PORTS } from "../../monitoring";
import type { PartDefinition } from "../part";
import { CLOUDWATCH_STATEMENT, PATHS } from "../part-names";
import { askedByWget, NOBODY, type PartContext } from "./context";

/** The exporters, side by side in one task: of CloudWatch's metrics, of the database and of the cache. */
export function exporters({ args, files, images, instances, size }: PartContext): PartDefinition {
  const { database, cache } = args;
  return {
    name: "exporters",
    image: images.cloudwatchExporter,
    user: NOBODY,
    command: [`--config.file=${PATHS.configuration}/cloudwatch.yml`, `--listen-address=:${EXPORTER_PORTS.cloudwatch}`],
    port: EXPORTER_PORTS.cloudwatch,
    healthCommand: askedByWget(EXPORTER_PORTS.cloudwatch, "/healthz"),
    files: files.exporters,
    instances: instances.exporters,
    size: size("exporters"),
    statements: [CLOUDWATCH_STATEMENT],
    securityGroupIds: [database, cache].flatMap((store) => store?.clientSecurityGroupId ?? []),
  };
}
