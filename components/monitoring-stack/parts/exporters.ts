import * as pulumi from "@pulumi/pulumi";
import type { SidecarArgs } from "../../container-service";
import {
  CLOUDWATCH_STATEMENTS,
  cloudWatchArguments,
  EXPORTER_PORTS,
  type ExporterContainer,
  postgresExporters,
  postgresHealthCommand,
  redisExporter,
} from "../../monitoring";
import type { WatchedStore } from "../args";
import { AUTHORITIES_FILE } from "../database-authorities";
import type { PartDefinition } from "../part";
import { PATHS } from "../part-names";
import { askedByWget, NOBODY, type PartContext } from "./context";

const PORT = EXPORTER_PORTS.cloudwatch;

/** The exporters, side by side in one task: of CloudWatch's metrics, of each server of the database, of the cache. */
export function exporters({ args, files, images, instances, size }: PartContext): PartDefinition {
  const { cache, database, system } = args;
  return {
    name: "exporters",
    image: images.cloudwatchExporter,
    user: NOBODY,
    command: cloudWatchArguments(`${PATHS.configuration}/cloudwatch.yml`, PORT),
    port: PORT,
    healthCommand: askedByWget(PORT, "/healthz"),
    files: files.exporters,
    instances: instances.exporters,
    size: size("exporters"),
    statements: CLOUDWATCH_STATEMENTS,
    securityGroupIds: [database, cache].flatMap((store) => store?.clientSecurityGroupId ?? []),
    sidecars: [
      ...(database === undefined || system.database === undefined
        ? []
        : databaseExporters(system.database, images.postgresExporter, database)),
      ...(cache === undefined ? [] : [exporter(redisExporter(), images.redisExporter, cache)]),
    ],
  };
}

/**
 * The exporters of the servers. Each reads the password once, and fails from the next rotation on: its check gives up
 * after ten minutes, so that ECS starts the task anew, with the new password. Until then the others go on, also while
 * the database itself is away.
 */
function databaseExporters(
  database: Parameters<typeof postgresExporters>[0],
  image: pulumi.Input<string>,
  store: WatchedStore,
): SidecarArgs[] {
  const named = Object.fromEntries(database.servers.map(({ name }) => [name, name]));
  const certificateFile = `${PATHS.configuration}/${AUTHORITIES_FILE}`;
  return postgresExporters(database, { hosts: named, certificateFile }).map((container, index) => {
    const name = database.servers[index]?.name ?? "";
    const { hosts, port } = store;
    const environment = pulumi
      .all([hosts[name] ?? name, port])
      .apply(
        ([host, known]) =>
          postgresExporters(database, { hosts: { ...named, [name]: host }, port: known, certificateFile })[index],
      );
    return {
      ...exporter(container, image, store),
      environment: Object.fromEntries(
        Object.keys(container.environment).map((variable) => [
          variable,
          environment.apply((known) => known?.environment[variable] ?? ""),
        ]),
      ),
      mounts: [{ volume: "configuration", path: PATHS.configuration, readOnly: true }],
      containerHealthCheck: {
        command: ["CMD-SHELL", postgresHealthCommand(container.port)],
        interval: "60s",
        unhealthyThreshold: 10,
        startPeriod: "60s",
      },
    };
  });
}

function exporter(container: ExporterContainer, image: pulumi.Input<string>, { secretArn }: WatchedStore): SidecarArgs {
  return {
    name: container.name,
    image,
    user: NOBODY,
    command: container.arguments,
    environment: container.environment,
    secrets: Object.fromEntries(
      Object.entries(container.secretKeys).map(([variable, key]) => [
        variable,
        pulumi.interpolate`${secretArn}:${key}::`,
      ]),
    ),
    writablePaths: [],
  };
}
