import { describeRules, inLocalCloud, itRefuses, type TestCloud } from "../../support";
import { exampleZone, RECORD } from "./zones";

function prepared(cloud: TestCloud) {
  const zoneId = exampleZone(cloud).id;
  const base = { zoneId, ttl: 60, type: "A", records: ["192.0.2.1"] };
  const add = (name: string, routing: object) =>
    cloud.create(RECORD, { ...base, name, setIdentifier: "a", ...routing });
  add("weighted", { weightedRoutingPolicies: [{ weight: 1 }] });
  add("near", { latencyRoutingPolicies: [{ region: "eu-west-1" }] });
  add("here", { geolocationRoutingPolicies: [{ country: "DE" }] });
  add("safe", { failoverRoutingPolicies: [{ type: "PRIMARY" }] });
  return { zoneId, inputs: { ...base, name: "www", setIdentifier: "b", weightedRoutingPolicies: [{ weight: 1 }] } };
}

/** A record set of a name that another one has already. */
function beside(name: string, routing: object) {
  return { name, weightedRoutingPolicies: undefined, ...routing };
}

function geolocation(place: object) {
  return beside("there", { geolocationRoutingPolicies: [place] });
}

const MANY = beside("many", { multivalueAnswerRoutingPolicy: true });

describeRules(RECORD, prepared, [
  [
    "two policies under one name",
    beside("weighted", { latencyRoutingPolicies: [{ region: "eu-west-1" }] }),
    { name: "weighted" },
    "InvalidChangeBatch",
    "another one has another routing policy (latencyRoutingPolicies)",
  ],
  [
    "one region twice",
    beside("near", { latencyRoutingPolicies: [{ region: "eu-west-1" }] }),
    beside("near", { latencyRoutingPolicies: [{ region: "eu-west-2" }] }),
    "InvalidChangeBatch",
    "another one answers for eu-west-1 (latencyRoutingPolicies)",
  ],
  [
    "one country twice",
    beside("here", { geolocationRoutingPolicies: [{ country: "DE" }] }),
    beside("here", { geolocationRoutingPolicies: [{ country: "*" }] }),
    "InvalidChangeBatch",
    "another one answers for DE (geolocationRoutingPolicies)",
  ],
  [
    "two primary records",
    beside("safe", { failoverRoutingPolicies: [{ type: "PRIMARY" }] }),
    beside("safe", { failoverRoutingPolicies: [{ type: "SECONDARY" }] }),
    "InvalidChangeBatch",
    "another one answers for PRIMARY (failoverRoutingPolicies)",
  ],
  [
    "a continent and a country",
    geolocation({ continent: "EU", country: "DE" }),
    geolocation({ continent: "EU" }),
    "InvalidInput",
    "got continent country (geolocationRoutingPolicies)",
  ],
  [
    "a subdivision without country",
    geolocation({ subdivision: "CA" }),
    geolocation({ country: "US", subdivision: "CA" }),
    "InvalidInput",
    "got subdivision",
  ],
  ["a geolocation without a place", geolocation({}), geolocation({ country: "*" }), "InvalidInput", "got nothing"],
  [
    "many canonical names",
    { ...MANY, type: "CNAME", records: ["a.example.org"] },
    MANY,
    "InvalidInput",
    "multivalue answers are not possible for records of type CNAME",
  ],
  [
    "many aliases",
    ({ zoneId }) => ({
      ...MANY,
      ttl: undefined,
      records: undefined,
      aliases: [{ name: "weighted.example.com", zoneId, evaluateTargetHealth: false }],
    }),
    MANY,
    "InvalidInput",
    "multivalue answers are not possible for aliases",
  ],
  [
    "a weighted policy without weight",
    { weightedRoutingPolicies: [{}] },
    { weightedRoutingPolicies: [{ weight: 0 }] },
    "InvalidInput",
    "weightedRoutingPolicies[0].weight",
  ],
]);

describe("a record", () => {
  it("refuses a health check, which isn't modelled", () => {
    const cloud = inLocalCloud();
    const { inputs } = prepared(cloud);

    expect(() => cloud.create(RECORD, { ...inputs, healthCheckId: "b3b1d9d0-5f9e-4d9a-8f80-1b1f0a9a0d5e" })).toThrow(
      "the local cloud doesn't model health checks and blocks (healthCheckId)",
    );
  });

  itRefuses(
    "an alias for itself",
    (cloud) => {
      const { zoneId } = prepared(cloud);
      const base = { zoneId, ttl: 60, type: "A", records: ["192.0.2.1"] };
      const record = cloud.create(RECORD, { ...base, name: "www" });
      cloud.create(RECORD, { ...base, name: "web" });
      const alias = (name: string) => ({
        ttl: undefined,
        records: undefined,
        aliases: [{ name: `${name}.example.com`, zoneId, evaluateTargetHealth: false }],
      });
      return {
        violation: () => cloud.update(record, alias("www")),
        neighbour: () => cloud.update(record, alias("web")),
      };
    },
    "InvalidChangeBatch",
    "but that target was not found",
  );

  itRefuses(
    "an alias for name servers",
    (cloud) => {
      const zoneId = exampleZone(cloud).id;
      cloud.create(RECORD, { zoneId, name: "sub", type: "NS", ttl: 60, records: ["ns.example.org"] });
      cloud.create(RECORD, { zoneId, name: "text", type: "TXT", ttl: 60, records: ["a"] });
      const alias = (name: string, type: string) =>
        cloud.create(RECORD, {
          ...{ zoneId, name: "www", type },
          aliases: [{ name: `${name}.example.com`, zoneId, evaluateTargetHealth: false }],
        });
      return { violation: () => alias("sub", "NS"), neighbour: () => alias("text", "TXT") };
    },
    "InvalidInput",
    "there are no aliases of type NS (aliases, type)",
  );
});
