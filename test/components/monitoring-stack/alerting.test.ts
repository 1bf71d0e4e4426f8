import { all } from "../../support/deploy";
import { changesOfResources, containersOf, deployStack, KEY, TOPIC } from "./support";

const SLACK = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:slack-AbCdEf";
const MAIL = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:mail-AbCdEf";
const OBJECT = "aws:s3/bucketObjectv2:BucketObjectv2";

const ALERTING = {
  receivers: {
    critical: [
      { kind: "slack", url: SLACK, channel: "#alerts" },
      { kind: "sns", topicArn: TOPIC },
    ],
    warning: [{ kind: "email", to: "team@example.com" }],
  },
  teams: { product: { critical: [{ kind: "pagerduty", routingKey: `${SLACK}:pagerduty::` }] } },
  mail: { host: "smtp.example.com", from: "alerts@example.com", username: "alerts", password: MAIL },
} as const;

async function alertmanager(alerting: Parameters<typeof deployStack>[0]) {
  const { resources } = await deployStack(alerting);
  const object = all(resources, OBJECT).find(({ inputs }) => inputs.key === "alertmanager");
  const policy = all(resources, "aws:iam/rolePolicy:RolePolicy").find(
    ({ name }) => name === "shop-monitoring-alertmanager-task",
  );
  return {
    resources,
    content: String(object?.inputs.content),
    containers: containersOf(resources, "alertmanager"),
    policy: String(policy?.inputs.policy),
  };
}

describe("the receivers of alerts", () => {
  it("have their secrets in files, which the loader writes from what ECS injects", async () => {
    const { content, containers } = await alertmanager({ alerting: ALERTING });

    expect(content).toContain("api_url_file: /configuration/secrets/critical-0-url");
    expect(content).toContain("routing_key_file: /configuration/secrets/product-critical-0-routing-key");
    expect(content).toContain("smtp_auth_password_file: /configuration/secrets/mail-password");
    const { application, configuration } = containers;
    expect(configuration?.secrets).toEqual(
      [
        { name: "FILE_0", valueFrom: SLACK },
        { name: "FILE_1", valueFrom: MAIL },
        { name: "FILE_2", valueFrom: `${SLACK}:pagerduty::` },
      ].map(({ name }) => expect.objectContaining({ name }) as unknown),
    );
    expect(application?.secrets).toEqual([]);
    expect(String(configuration?.command)).toContain(
      'printf \'%s\' "$FILE_0" >"/configuration/secrets/critical-0-url"',
    );
  });

  it("may be topics, on which Alertmanager alone may publish", async () => {
    const { policy } = await alertmanager({ alerting: ALERTING });

    expect(policy).toContain(`"Action":"sns:Publish","Resource":["${TOPIC}"]`);
    expect(policy).toContain(`"Action":["kms:Decrypt","kms:GenerateDataKey"],"Resource":"${KEY}"`);
    expect(policy).toContain('"kms:ViaService":"sns.eu-west-1.amazonaws.com"');
  });

  it("need no permission where none is a topic", async () => {
    const receivers = { critical: [{ kind: "slack", url: SLACK }], warning: [] } as const;
    const { policy } = await alertmanager({ alerting: { receivers } });

    expect(policy).not.toContain("sns");
  });

  it("deploy Alertmanager alone when they change", async () => {
    const { resources: before } = await deployStack({ alerting: ALERTING });
    const warning = [{ kind: "email", to: "others@example.com" }] as const;
    const { resources: after } = await deployStack({
      alerting: { ...ALERTING, receivers: { ...ALERTING.receivers, warning } },
    });

    expect(changesOfResources(before, after)).toMatchObject({
      updated: ["BucketObjectv2 shop-monitoring-alertmanager", "Service shop-monitoring-alertmanager"],
      replaced: ["TaskDefinition shop-monitoring-alertmanager"],
    });
  });
});
