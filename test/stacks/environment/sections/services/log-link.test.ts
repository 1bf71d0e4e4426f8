import { logLink } from "../../../../../stacks/environment/sections/services/log-link";

describe("logLink", () => {
  it("leads to the log group in the console of the region", () => {
    expect(logLink("eu-west-1", "/ecs/proofpix-production-enterprise")).toBe(
      "https://eu-west-1.console.aws.amazon.com/cloudwatch/home?region=eu-west-1#logsV2:log-groups/log-group/$252Fecs$252Fproofpix-production-enterprise",
    );
  });

  it("leads to the console of the region's partition", () => {
    expect(logLink("us-gov-west-1", "web")).toMatch(
      /^https:\/\/console\.amazonaws-us-gov\.com\/cloudwatch\/home\?region=us-gov-west-1#/,
    );
  });
});
