import { needsApproval } from "../../../automation/approvals";

it.each([
  ["production", "deploy", true],
  ["production", "configure", true],
  ["production", "repair", true],
  ["production", "rollback", false],
  ["production", "scale", false],
  ["staging", "deploy", false],
  ["development", "deploy", false],
] as const)("says whether %s needs an approval to %s: %s", (kind, deployment, expected) => {
  expect(needsApproval(kind, deployment)).toBe(expected);
});

it("goes by a policy that is given", () => {
  expect(needsApproval("staging", "scale", { kinds: ["staging"], deployments: ["scale"] })).toBe(true);
});
