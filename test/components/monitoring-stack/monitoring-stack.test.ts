import { MONITORING_PARTS } from "../../../components/monitoring";
import { PARTS } from "../../../components/monitoring-stack/part-names";
import { all, only, type Registered } from "../../support/deploy";
import { valueOf } from "../container-image/support";
import { changesOfResources, containersOf, deployStack, KEY, SYSTEM, versionOf } from "./support";

const SERVICE = "aws:ecs/service:Service";
const OBJECT = "aws:s3/bucketObjectv2:BucketObjectv2";
const EGRESS = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";
const INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";

function tasksOf(resources: readonly Registered[]): Record<string, unknown> {
  return Object.fromEntries(
    all(resources, SERVICE).map(({ name, inputs }) => [name.replace("shop-monitoring-", ""), inputs.desiredCount]),
  );
}

function environmentOf(container: Record<string, unknown> | undefined): Record<string, string> {
  const variables = (container?.environment ?? []) as { readonly name: string; readonly value: string }[];
  return Object.fromEntries(variables.map(({ name, value }) => [name, value]));
}

/** Statements that a part's application has. */
function statementsOf(resources: readonly Registered[], part: string): { Action: unknown; Resource: unknown }[] {
  const policy = all(resources, "aws:iam/rolePolicy:RolePolicy").find(
    ({ name }) => name === `shop-monitoring-${part}-task`,
  );
  return (JSON.parse(String(policy?.inputs.policy)) as { Statement: { Action: unknown; Resource: unknown }[] })
    .Statement;
}

/** Who may connect to the members of a security group, and where. */
function letIn(resources: readonly Registered[], group: string): string[] {
  return all(resources, INGRESS)
    .filter(({ inputs }) => inputs.securityGroupId === group)
    .map(({ inputs }) => {
      const from = String(inputs.referencedSecurityGroupId).replace(/^shop-monitoring-(.+)-tasks-id$/, "$1");
      return `${from} ${String(inputs.ipProtocol)} ${String(inputs.fromPort)}`;
    })
    .sort();
}

function groupOf(part: string): string {
  return `shop-monitoring-${part}-tasks-id`;
}

describe("MonitoringStack", () => {
  it("runs each part as a service of its own, under its name in a private namespace", async () => {
    const { resources } = await deployStack();

    expect(Object.keys(tasksOf(resources)).sort()).toEqual([...PARTS].sort());
    expect(only(resources, "aws:servicediscovery/privateDnsNamespace:PrivateDnsNamespace").inputs).toMatchObject({
      name: "shop.internal",
      vpc: "vpc-1",
    });
    const discovered = all(resources, "aws:servicediscovery/service:Service").map(({ inputs }) => inputs.name);
    expect(discovered.sort()).toEqual([...PARTS].sort());
  });

  it("runs what alerts depend on twice, unless that is not wanted", async () => {
    const { resources } = await deployStack();
    const { resources: small } = await deployStack({ highlyAvailable: false });

    expect(tasksOf(resources)).toEqual({
      prometheus: 2,
      alertmanager: 2,
      "otel-collector": 2,
      blackbox: 2,
      grafana: 1,
      jaeger: 1,
      exporters: 1,
    });
    expect(new Set(Object.values(tasksOf(small)))).toEqual(new Set([1]));
  });

  describe("configuration", () => {
    it("is in a private bucket that keeps versions, encrypts with the given key and takes TLS only", async () => {
      const { resources } = await deployStack();

      expect(only(resources, "aws:s3/bucketVersioning:BucketVersioning").inputs).toMatchObject({
        versioningConfiguration: { status: "Enabled" },
      });
      const encryption = only(
        resources,
        "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
      );
      expect(encryption.inputs.rules).toEqual([
        {
          applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: KEY },
          bucketKeyEnabled: true,
        },
      ]);
      expect(only(resources, "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock").inputs).toMatchObject({
        blockPublicAcls: true,
        blockPublicPolicy: true,
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
      });
      expect(String(only(resources, "aws:s3/bucketPolicy:BucketPolicy").inputs.policy)).toContain(
        '"Effect":"Deny","Principal":"*","Action":"s3:*"',
      );
    });

    it("has an object for each part, whose version that part alone pins and may read", async () => {
      const { resources } = await deployStack();

      expect(
        all(resources, OBJECT)
          .map(({ inputs }) => inputs.key)
          .sort(),
      ).toEqual([...PARTS].sort());
      for (const part of PARTS) {
        const { configuration } = containersOf(resources, part);
        const object = all(resources, OBJECT).find(({ inputs }) => inputs.key === part);
        expect(environmentOf(configuration)).toMatchObject({
          CONFIGURATION_OBJECT: part,
          CONFIGURATION_VERSION: versionOf(object?.inputs ?? {}),
        });
        expect(statementsOf(resources, part)).toContainEqual({
          Effect: "Allow",
          Action: "s3:GetObjectVersion",
          Resource: `arn:mock:shop-monitoring-${part}`,
        });
      }
    });

    it("deploys the service that reads it, and no other", async () => {
      const { resources: before } = await deployStack();
      const system = { ...SYSTEM, runbookUrl: "https://docs.example.com/other" };
      const { resources: after } = await deployStack({ system });

      expect(changesOfResources(before, after)).toEqual({
        created: [],
        updated: ["BucketObjectv2 shop-monitoring-prometheus", "Service shop-monitoring-prometheus"],
        replaced: ["TaskDefinition shop-monitoring-prometheus"],
        deleted: [],
      });
    });

    it("is in place before the part starts, which can't change it", async () => {
      const { resources } = await deployStack();
      const { application, configuration } = containersOf(resources, "prometheus");

      expect(configuration).toMatchObject({ user: "0:0", essential: false });
      expect(application).toMatchObject({
        user: "65534:65534",
        dependsOn: [{ containerName: "configuration", condition: "SUCCESS" }],
        mountPoints: [
          { sourceVolume: "configuration", containerPath: "/configuration", readOnly: true },
          { sourceVolume: "data", containerPath: "/data", readOnly: false },
        ],
      });
    });
  });

  describe("access", () => {
    it("lets in who has to be, and nobody else", async () => {
      const { resources } = await deployStack();

      expect(letIn(resources, groupOf("prometheus"))).toEqual(["grafana tcp 9090"]);
      expect(letIn(resources, groupOf("alertmanager"))).toEqual([
        "alertmanager tcp 9094",
        "alertmanager udp 9094",
        "grafana tcp 9093",
        "prometheus tcp 9093",
      ]);
      expect(letIn(resources, groupOf("grafana"))).toEqual(["prometheus tcp 3000"]);
      expect(letIn(resources, groupOf("jaeger"))).toEqual([
        "grafana tcp 16686",
        "otel-collector tcp 4317",
        "prometheus tcp 8888",
      ]);
      expect(letIn(resources, groupOf("otel-collector"))).toEqual([
        "otel-collector tcp 4319",
        "prometheus tcp 8888",
        "sg-web tcp 4317",
        "sg-web tcp 4318",
      ]);
      expect(letIn(resources, groupOf("blackbox"))).toEqual(["prometheus tcp 9115"]);
      expect(letIn(resources, groupOf("exporters"))).toEqual(["prometheus tcp 5000"]);
    });

    it("lets Prometheus and the prober into the services, at their port alone", async () => {
      const { resources } = await deployStack();

      expect(letIn(resources, "sg-web")).toEqual(["blackbox tcp 8080", "prometheus tcp 8080"]);
    });

    it("tells a part from a service that is called like it and has its port", async () => {
      const [web] = SYSTEM.services;
      if (web === undefined) throw new Error("the shop has a service");
      const port = MONITORING_PARTS.blackbox;
      const { resources } = await deployStack({
        system: { ...SYSTEM, services: [{ ...web, name: "blackbox", port }] },
        services: { blackbox: { serviceName: "shop-blackbox", securityGroupId: "sg-blackbox" } },
      });
      const names = all(resources, INGRESS).map(({ name }) => name);

      expect(new Set(names).size).toBe(names.length);
      expect(letIn(resources, "sg-blackbox")).toEqual([`blackbox tcp ${port}`, `prometheus tcp ${port}`]);
      expect(letIn(resources, groupOf("blackbox"))).toEqual([`prometheus tcp ${port}`]);
    });

    it("lets parts out by HTTPS, and to the ports of the servers that are named", async () => {
      const secret = KEY.replace(":kms:", ":secretsmanager:").replace(/:key.*/, ":secret:shop-AbCdEf");
      const { resources: plain } = await deployStack();
      const { resources } = await deployStack({
        alerting: {
          receivers: {
            critical: [
              { kind: "email", to: "team@example.com" },
              { kind: "webhook", url: "https://example.com/hook" },
              { kind: "webhook", url: "http://example.com/hook" },
              { kind: "webhook", url: "http://example.com:8080/hook" },
              { kind: "webhook", url: "http://other.example.com:8080/hook" },
            ],
            warning: [],
          },
          mail: { host: "mail.example.com", from: "alerts@example.com", username: "shop", password: secret },
        },
        tracing: {
          storage: {
            kind: "opensearch",
            url: "https://search.example.com:9200",
            indexPrefix: "jaeger",
            username: "jaeger",
            password: secret,
          },
        },
      });
      const ports = (of: readonly Registered[], part: string): unknown[] =>
        all(of, EGRESS)
          .filter(({ inputs }) => inputs.securityGroupId === groupOf(part) && inputs.ipProtocol === "tcp")
          .map(({ inputs }) => inputs.toPort)
          .sort();

      expect(ports(plain, "alertmanager")).toEqual([443]);
      expect(ports(resources, "alertmanager")).toEqual([443, 587, 80, 8080]);
      expect(ports(resources, "jaeger")).toEqual([443, 9200]);
      expect(ports(resources, "grafana")).toEqual([443]);
    });

    it("asks nobody outside: Grafana stays inside, for its administrator, without a load balancer", async () => {
      const { resources, stack } = await deployStack();
      const { application } = containersOf(resources, "grafana");

      expect(all(resources, SERVICE).filter(({ inputs }) => inputs.loadBalancers !== undefined)).toEqual([]);
      expect(environmentOf(application)).toMatchObject({ GF_AUTH_ANONYMOUS_ENABLED: "false" });
      expect(await valueOf(stack?.grafanaUrl)).toBe("http://grafana.shop.internal:3000");
    });
  });
});
