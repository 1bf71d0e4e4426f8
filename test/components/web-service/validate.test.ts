import { LoadBalancer } from "../../../components/load-balancer";
import type { WebServiceArgs } from "../../../components/web-service";
import { refusals } from "../../support/deploy";
import { TOPIC } from "../load-balancer/fixture";
import { WebService } from "../../../components/web-service";
import { IMAGE, IN_NETWORK, LEAST, NETWORK, refusalsOf } from "./support";

const { domain, availabilityZones, ...IMAGE_ALONE } = LEAST;

/** A load balancer whose only target is called `web`. */
function own(): LoadBalancer {
  return new LoadBalancer("main", {
    vpcId: NETWORK.vpcId,
    vpcCidrBlock: NETWORK.cidrBlock,
    subnetIds: NETWORK.publicSubnetIds,
    domain: { name: "shop.example.com" },
    targets: { web: { port: 4000 } },
    alarmActions: [TOPIC],
  });
}

describe("a web service is refused", () => {
  it("without a domain, since it could answer over plain HTTP only, unless that is asked for", async () => {
    expect(await refusalsOf({ image: IMAGE, availabilityZones })).toEqual([
      expect.stringMatching(/^domain: must be given, .*allowPlainHttp to true/),
    ]);
  });

  it("with a domain and plain HTTP", async () => {
    expect(await refusalsOf({ ...LEAST, allowPlainHttp: true })).toEqual([
      expect.stringMatching(/^allowPlainHttp: means nothing with a domain/),
    ]);
  });

  it("without zones and network, and with both", async () => {
    expect(await refusalsOf({ ...IMAGE_ALONE, domain })).toEqual([
      expect.stringMatching(/^availabilityZones: must name two or three zones .*or give network$/),
    ]);
    expect(await refusalsOf({ ...IN_NETWORK, availabilityZones })).toEqual([
      "availabilityZones: belongs to the network that is given; leave it out",
    ]);
  });

  it.each<[string, Partial<WebServiceArgs>, RegExp]>([
    ["an image that moves", { image: "registry.example.com/shop:latest" }, /^image: must not have the tag latest/],
    ["an image without a registry", { image: "shop:1.4.2" }, /^image: must begin with the registry's host/],
    ["a malformed digest", { image: "registry.example.com/shop@sha256:0" }, /^image: must name an image by its digest/],
    ["a single zone", { availabilityZones: ["eu-central-1a"] }, /^availabilityZones: must name two or three zones/],
    [
      "a domain that is none",
      { domain: { name: "Shop.example.com" } },
      /^domain\.name: must be a domain name in lower case/,
    ],
    ["an unusable health path", { healthCheck: { path: "health" } }, /^healthCheck\.path: /],
    ["an unusable interval", { healthCheck: { interval: "soon" as "30s" } }, /^healthCheck\.interval: /],
    ["a pair that Fargate hasn't", { cpu: "1000m", memory: "1Gi" }, /^memory: /],
    ["a secret in plain text", { environment: { API_PASSWORD: "hunter2" } }, /^environment\.API_PASSWORD: /],
    ["bounds that don't fit", { minInstances: 12 }, /^maxInstances: must be at least minInstances \(12\), got 10/],
    ["too long a bake time", { deployment: { strategy: "blue-green", bakeTime: "2d" } }, /^deployment\.bakeTime: /],
    ["a recipient without an address", { alarmRecipients: ["ops"] }, /^alarmRecipients\[0\]: must be an email address/],
    ["a tag of AWS", { tags: { "aws:team": "shop" } }, /^tags\["aws:team"\]: /],
    [
      "more stores than groups",
      { uses: ["1", "2", "3", "4", "5"].map((group) => ({ clientSecurityGroupId: `sg-${group}` })) },
      /^uses: must be 4 groups at most/,
    ],
    ["a store that it can't reach", { uses: [{}] }, /^uses\[0\]: must have clientSecurityGroupId or readStatements/],
    [
      "instances in the cluster that is made",
      { capacity: { kind: "capacity-provider", name: "instances" } },
      /^capacity: must be Fargate in the cluster that is made/,
    ],
    ["a target of no load balancer", { target: "api" }, /^target: names a target of loadBalancer, which isn't given/],
    [
      "recipients of another topic",
      { alarmTopic: { topicArn: TOPIC }, alarmRecipients: ["operations@example.com"] },
      /^alarmRecipients: belongs to the topic that is given/,
    ],
    [
      "a transform of what isn't made",
      { key: { keyArn: "arn:aws:kms:eu-central-1:123456789012:key/1" }, transform: { key: { key: {} } } },
      /^transform\.key: edits nothing, since key is given/,
    ],
  ])("with %s, once", async (_, args, problem) => {
    expect(await refusalsOf({ ...LEAST, ...args })).toEqual([expect.stringMatching(problem)]);
  });

  it("under a name that a load balancer or key can't have", async () => {
    const problems = await refusals(() => new WebService("Shop!", LEAST));

    expect(problems).toEqual([
      expect.stringMatching(/^name: must work as an alias/),
      expect.stringMatching(/^name: must be lower-case letters/),
    ]);
  });

  it("behind a load balancer in no network that is known, or of which it asks for what that has already", async () => {
    expect(
      await refusalsOf(() => ({
        image: IMAGE,
        availabilityZones,
        loadBalancer: own(),
        domain,
        target: "api",
        port: 3000,
      })),
    ).toEqual([
      expect.stringMatching(/^network: must be that of loadBalancer/),
      'target: must be a target of loadBalancer, which has "web", got "api"',
      "domain: belongs to the load balancer that is given; give it to that LoadBalancer",
    ]);
    expect(await refusalsOf(() => ({ image: IMAGE, network: NETWORK, loadBalancer: own(), port: 3000 }))).toEqual([
      expect.stringMatching(/^port: must be the port to which the load balancer sends requests \(4000\), got 3000/),
    ]);
  });

  it("with everything that is wrong at once", async () => {
    expect(await refusalsOf({ image: "shop", minInstances: 0, healthCheck: { path: "" } })).toEqual([
      expect.stringMatching(/^availabilityZones: /),
      expect.stringMatching(/^domain: /),
      expect.stringMatching(/^image: /),
      expect.stringMatching(/^healthCheck\.path: /),
      expect.stringMatching(/^minInstances: /),
    ]);
  });
});
