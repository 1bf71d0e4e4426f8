import type { MemoryLogs, StoredEvent } from "../behaviour/logs/memory-logs";
import { ControlError } from "../control/inspection";
import type { CloudReader } from "../model/resource";
import { text } from "../model/values";
import { containersOf } from "../services/ecs/container-definition";
import { deployedTaskDefinition } from "../services/ecs/task-definition-lookup";
import { nameOf } from "./named-service";
import { SERVICE } from "../services/ecs/service-lookup";

/** Lines that are shown of a log. */
const MOST_LINES = 500;

/** A group of logs in a region. */
interface LogGroup {
  readonly region: string;
  readonly group: string;
}

/** Lines of logs, and the number by which a reader goes on. */
export interface LogLines {
  readonly lines: readonly StoredEvent[];
  readonly next: number;
}

/**
 * Lines of a group, or of the groups to which a service's containers write, the newest last.
 * @param after only lines after the one with this id
 * @throws {ControlError} with the groups and services that there are
 */
export function logsOf(name: string, after: number, logs: MemoryLogs, cloud: CloudReader): LogLines {
  const found = groupsOf(name, logs, cloud);
  if (found.length === 0) throw unknownLog(name, logs, cloud);
  const lines = found
    .flatMap((group) => logs.find({ ...group, after }))
    .sort((one, other) => one.id - other.id)
    .slice(-MOST_LINES);
  return { lines, next: lines.at(-1)?.id ?? after };
}

function groupsOf(name: string, logs: MemoryLogs, cloud: CloudReader): readonly LogGroup[] {
  const written = logs.groups().filter(({ group }) => group === name);
  return written.length > 0 ? written : groupsOfService(name, cloud);
}

function groupsOfService(name: string, cloud: CloudReader): LogGroup[] {
  const services = cloud.ofType(SERVICE).filter((service) => service.id === name || nameOf(service) === name);
  const groups = services.flatMap(({ inputs, region }) => {
    const definition = deployedTaskDefinition(text(inputs, "taskDefinition") ?? "", region, cloud);
    return containersOf(definition?.inputs ?? {}).flatMap((container) => {
      const group = text(container, "logConfiguration.options.awslogs-group");
      return group === undefined ? [] : [{ region, group }];
    });
  });
  return groups.filter(({ group }, index) => groups.findIndex((each) => each.group === group) === index);
}

function unknownLog(name: string, logs: MemoryLogs, cloud: CloudReader): ControlError {
  const names = [...logs.groups().map(({ group }) => group), ...cloud.ofType(SERVICE).map(nameOf)];
  const listed = [...new Set(names)].map((each) => `\n  ${each}`).join("");
  return new ControlError(
    404,
    `no container writes to a log group or is of a service called ${name}`,
    listed === "" ? "Nothing was written yet." : `There are:${listed}`,
  );
}
