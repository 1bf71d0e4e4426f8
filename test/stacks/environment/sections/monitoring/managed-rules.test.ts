import { parseConfiguration } from "../../../../../stacks/environment/configuration";
import { createEnvironment } from "../../../../../stacks/environment/environment";
import { deployLocally, type LocalDeployment } from "../../../../support/local-deployment";
import { committedSettings } from "../../../example-settings";

const RULE_GROUPS = "aws:amp/ruleGroupNamespace:RuleGroupNamespace";
const ALERTMANAGER = "aws:amp/alertManagerDefinition:AlertManagerDefinition";

function production(changes: object): Promise<LocalDeployment> {
  const settings = committedSettings("production");
  const monitoring = { ...(settings.monitoring as object), ...changes };
  return deployLocally(() => createEnvironment(parseConfiguration({ ...settings, monitoring }, "production")));
}

describe("rules in Amazon Managed Service for Prometheus", () => {
  it("are taken with the environment's own topics", async () => {
    const { resources, refusals } = await production({ rulesIn: "managed-prometheus" });
    const types = resources.map(({ type }) => type);

    expect(refusals).toEqual([]);
    expect(types).toEqual(expect.arrayContaining([RULE_GROUPS, ALERTMANAGER]));
  });
});
