import * as pulumi from "@pulumi/pulumi";
import { validateDefinitionSize } from "../../../components/container-service/definition-size";
import { ArgumentProblems } from "../../../components/shared/validation";

function problemsOf(args: Parameters<typeof validateDefinitionSize>[0]): string[] {
  const problems = new ArgumentProblems();
  validateDefinitionSize(args, problems);
  return problems.all.map(({ propertyPath, reason }) => `${propertyPath}: ${reason}`);
}

/** Amazon ECS service quotas: a task definition has 64 KiB at most. */
describe("the size of a task definition", () => {
  it.each<[string, Parameters<typeof validateDefinitionSize>[0]]>([
    ["an ordinary container", { environment: { LOG_LEVEL: "info" }, port: 3000 }],
    ["60,000 characters", { environment: { TEXT: "x".repeat(60_000) } }],
    ["a value that isn't known yet", { environment: { TEXT: pulumi.output("x".repeat(70_000)) } }],
  ])("is right for %s", (_, args) => {
    expect(problemsOf(args)).toEqual([]);
  });

  it.each<[string, Parameters<typeof validateDefinitionSize>[0]]>([
    ["one variable", { environment: { TEXT: "x".repeat(64_000) } }],
    ["letters of several bytes", { environment: { TEXT: "ü".repeat(32_000) } }],
    ["what JSON escapes", { environment: { TEXT: '"'.repeat(32_000) } }],
    [
      "many variables",
      { environment: Object.fromEntries(Array.from({ length: 2000 }, (_, index) => [`VARIABLE_${index}`, "value"])) },
    ],
    ["the command", { command: ["node", "-e", "x".repeat(64_000)] }],
    ["the command of the health check", { containerHealthCheck: { command: ["CMD", "x".repeat(64_000)] } }],
  ])("is too much for %s", (_, args) => {
    expect(problemsOf(args)).toEqual([
      expect.stringMatching(/^environment: must be short enough for a task definition of at most 65536 bytes/),
    ]);
  });
});
