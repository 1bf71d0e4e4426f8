import { parse } from "yaml";
import { all, only, type Registered } from "../../support/deploy";
import { deployStack, KEY } from "./support";

const WORKSPACE = "aws:amp/workspace:Workspace";
const RULES = "aws:amp/ruleGroupNamespace:RuleGroupNamespace";
const ALERTMANAGER = "aws:amp/alertManagerDefinition:AlertManagerDefinition";

function prometheusFiles(resources: readonly Registered[]): string {
  const object = all(resources, "aws:s3/bucketObjectv2:BucketObjectv2").find(
    ({ inputs }) => inputs.key === "prometheus",
  );
  return String(object?.inputs.content);
}

function groupsOf(text: unknown): string[] {
  return (parse(String(text)) as { groups: { name: string }[] }).groups.map(({ name }) => name);
}

describe("Amazon Managed Service for Prometheus", () => {
  it("keeps what two tasks of Prometheus write, encrypted, unless that is not wanted", async () => {
    const { resources, stack } = await deployStack();
    const { resources: without, stack: alone } = await deployStack({ managedPrometheus: false });

    expect(only(resources, WORKSPACE).inputs).toMatchObject({ alias: "shop-monitoring", kmsKeyArn: KEY });
    expect(prometheusFiles(resources)).toContain(
      "url: https://aps-workspaces.eu-west-1.amazonaws.com/workspaces/ws-1/api/v1/remote_write",
    );
    expect(prometheusFiles(resources)).toContain("__replica__: ${HOSTNAME}");
    expect(stack?.workspaceId).toBeDefined();
    expect(all(without, WORKSPACE)).toEqual([]);
    expect(prometheusFiles(without)).not.toContain("remote_write");
    expect(alone?.workspaceId).toBeUndefined();
  });

  it("evaluates the rules where that is asked for, but for those that find dead instances", async () => {
    const { resources } = await deployStack({ rulesIn: "managed-prometheus" });
    const { resources: usual } = await deployStack();

    const managed = groupsOf(only(resources, RULES).inputs.data);
    expect(managed).not.toContain("instances");
    expect(managed).toContain("recording");
    const rules = prometheusFiles(resources).split(">rules.yml\n")[1]?.replace(/^ /gm, "");
    expect(groupsOf(rules)).toEqual(["instances"]);
    const { definition } = only(resources, ALERTMANAGER).inputs;
    expect(parse(String(definition))).toMatchObject({
      template_files: { "messages.tmpl": expect.stringContaining('define "alert.title"') as unknown },
      alertmanager_config: expect.stringContaining("sns_configs") as unknown,
    });
    expect(all(usual, RULES)).toEqual([]);
  });
});
