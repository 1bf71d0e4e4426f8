import { fargateSizes as rule } from "../../../policies/rules/fargate-sizes";
import { describeRule, judge, resource, UNKNOWN, type TestResource } from "../support";
import { of, set } from "../support/mutation";

function task(cpu: unknown, memory: unknown, requiresCompatibilities: unknown = ["FARGATE"]): TestResource {
  return resource("aws:ecs/taskDefinition:TaskDefinition", "web", { cpu, memory, requiresCompatibilities });
}

describeRule(rule, {
  accepts: {
    "a pair that Fargate has": { given: task("1024", "2048") },
    "any size on instances": { given: task("300", "700", ["EC2"]) },
    "tasks that don't say what they run on": { given: task("300", "700", null) },
  },
  refuses: {
    "too little memory for the CPU": {
      given: task("1024", "512"),
      violations: ['web: memory is "512": Fargate has no tasks with 1024 CPU units and that much memory'],
    },
    "a CPU that Fargate doesn't have": { given: task("300", "1024"), violations: ['web: cpu is "300"'] },
    "a wrong pair, even if the tasks may run on instances": {
      given: task("512", "512", ["EC2", "FARGATE"]),
      violations: ['web: memory is "512"'],
    },
  },
  boundaries: {
    "the largest": { given: task("16384", "122880") },
    "a step beyond it": { given: task("16384", "131072"), violations: ['web: memory is "131072"'] },
    "numbers, and other units": { given: [task(256, 512), task(".25 vCPU", "0.5 GB"), task("1vcpu", "2GB")] },
    "what is between two steps": { given: task("8192", "17408"), violations: ['web: memory is "17408"'] },
    "what is no number": { given: task("one", "2 GB"), violations: ['web: cpu is "one"'] },
  },
  missing: {
    "no size": { given: task(undefined, undefined), violations: ["web: cpu is not set"] },
    "no memory": { given: task("256", undefined), violations: ["web: memory is not set"] },
  },
  unknown: {
    "an unknown memory": {
      given: task("256", UNKNOWN),
      remarks: ["web: Not determinable yet: memory isn't known"],
    },
    "an unknown memory beside a wrong CPU": { given: task("257", UNKNOWN), violations: ['web: cpu is "257"'] },
    "unknown capacity": {
      given: task("300", "700", UNKNOWN),
      remarks: ["web: Not determinable yet: requiresCompatibilities isn't known"],
    },
  },
  production: set(of("aws:ecs/taskDefinition:TaskDefinition"), {
    requiresCompatibilities: ["FARGATE"],
    cpu: "256",
    memory: "8192",
  }),
});

it.each([
  ["256", "512", "2048", 3],
  ["512", "1024", "4096", 4],
  ["1024", "2048", "8192", 7],
  ["2048", "4096", "16384", 13],
  ["4096", "8192", "30720", 23],
  ["8192", "16384", "61440", 12],
  ["16384", "32768", "122880", 12],
])("knows the memory that Fargate has with %s CPU units", async (cpu, smallest, largest, count) => {
  const sizes = Array.from({ length: 240 }, (_, index) => String((index + 1) * 512));
  const given = sizes.map((memory) => ({ ...task(cpu, memory), name: memory }));
  const refused = new Set((await judge(rule, given)).violations.map((line) => line.split(":")[0]));
  const accepted = sizes.filter((memory) => !refused.has(memory));

  expect([accepted.at(0), accepted.at(-1), accepted.length]).toEqual([smallest, largest, count]);
});
