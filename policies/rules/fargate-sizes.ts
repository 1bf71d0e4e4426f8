import { FARGATE_MEMORY } from "../../components/shared/fargate-memory";
import { ALWAYS_MANDATORY, resourceRule, type Finding, type ResourceView } from "../core";
import { TASK_DEFINITION } from "./shared/containers";
import { cpuUnitsOf, mebibytesOf } from "../../costs/resources/task-size";

export const fargateSizes = resourceRule({
  name: "fargate-sizes",
  title: "Tasks have a size that Fargate offers",
  description: "Task definitions for Fargate have a pair of CPU and memory that Fargate offers.",
  why: "ECS refuses any other pair, and it does so in the middle of an update, after other resources have changed.",
  fix: "Set `cpu` and `memory` of the task definition to a pair of Fargate's, such as `1024` with `2048` to `8192`.",
  severity: "low",
  requirements: ["CO-2", "SC-13"],
  references: [
    {
      title: "Amazon ECS Developer Guide, Troubleshoot Amazon ECS task definition invalid CPU or memory errors",
      url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-cpu-memory-error.html",
    },
  ],
  types: [TASK_DEFINITION],
  levels: ALWAYS_MANDATORY,
  check(taskDefinition) {
    const compatibilities = taskDefinition.strings("requiresCompatibilities");
    if (!compatibilities.known || !(compatibilities.value ?? []).includes("FARGATE")) return [];
    return wrongSize(taskDefinition);
  },
});

function wrongSize(taskDefinition: ResourceView): Finding[] {
  const cpu = taskDefinition.string("cpu");
  if (!cpu.known) return [];
  const units = cpuUnitsOf(cpu.value ?? "") ?? 0;
  const memories = FARGATE_MEMORY.get(units);
  return memories === undefined ? [noSuchCpu(cpu.value)] : wrongMemory(taskDefinition, units, memories);
}

function wrongMemory(taskDefinition: ResourceView, units: number, memories: readonly number[]): Finding[] {
  const memory = taskDefinition.string("memory");
  if (!memory.known || memories.includes(mebibytesOf(memory.value ?? "") ?? 0)) return [];
  return [noSuchMemory(memory.value, units, memories)];
}

function noSuchCpu(value: string | undefined): Finding {
  return {
    property: "cpu",
    value,
    problem: "Fargate has no tasks with that many CPU units, so ECS refuses the task definition",
    allowed: [...FARGATE_MEMORY.keys()].join(", "),
    fix: "set it to one of those",
  };
}

function noSuchMemory(value: string | undefined, units: number, memories: readonly number[]): Finding {
  const [first, second] = memories;
  return {
    property: "memory",
    value,
    problem: `Fargate has no tasks with ${units} CPU units and that much memory, so ECS refuses the task definition`,
    allowed: memories.length <= 4 ? memories.join(", ") : `${first}, ${second} and so on to ${memories.at(-1)}`,
    fix: "set it to one of those, in MiB, or choose another cpu",
  };
}
