import { all, only } from "../../support/deploy";
import { deployed, PLAIN, TYPE } from "./fixture";

describe("the load balancer's web firewall", () => {
  it("stands in front, and logs what it stops without credentials", async () => {
    const resources = await deployed(PLAIN);

    expect(only(resources, TYPE.webAcl).inputs).toMatchObject({ scope: "REGIONAL", defaultAction: { allow: {} } });
    expect(only(resources, "aws:wafv2/webAclAssociation:WebAclAssociation").inputs).toEqual({
      resourceArn: "arn:mock:web",
      webAclArn: "arn:mock:web-web-firewall",
    });
    expect(only(resources, TYPE.logGroup).inputs).toMatchObject({ name: "aws-waf-logs-web", retentionInDays: 90 });
    expect(only(resources, TYPE.logGroup).inputs).not.toHaveProperty("kmsKeyId");
    expect(only(resources, "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration").inputs).toEqual({
      resourceArn: "arn:mock:web-web-firewall",
      logDestinationConfigs: ["arn:mock:web-web-firewall"],
      loggingFilter: {
        defaultBehavior: "DROP",
        filters: [
          {
            behavior: "KEEP",
            requirement: "MEETS_ANY",
            conditions: [{ actionCondition: { action: "BLOCK" } }, { actionCondition: { action: "COUNT" } }],
          },
        ],
      },
      redactedFields: [{ singleHeader: { name: "authorization" } }, { singleHeader: { name: "cookie" } }],
    });
  });

  it("takes limits, rules, retention and key", async () => {
    const webFirewall = { requestsPerFiveMinutes: 100, countOnlyRules: [], logRetentionDays: 365 } as const;
    const resources = await deployed({ ...PLAIN, webFirewall, logKeyArn: "key" });
    const rules = JSON.stringify(only(resources, TYPE.webAcl).inputs.rules);

    expect(rules).toContain('"limit":100');
    expect(rules).not.toContain("SizeRestrictions_BODY");
    expect(only(resources, TYPE.logGroup).inputs).toMatchObject({ retentionInDays: 365, kmsKeyId: "key" });
  });

  it("lets uploads pass by default, and is absent when switched off", async () => {
    expect(JSON.stringify(only(await deployed(PLAIN), TYPE.webAcl).inputs.rules)).toContain("SizeRestrictions_BODY");

    const resources = await deployed({ ...PLAIN, webFirewall: false });
    expect(resources.filter(({ type }) => type.startsWith("aws:wafv2/"))).toEqual([]);
    expect(all(resources, TYPE.logGroup)).toEqual([]);
  });
});
