import { describeLimits } from "../../limits/inputs";
import { describeRules, inLocalCloud, itRefuses } from "../../support";
import { cached, PARAMETER_GROUP, REPLICATION_GROUP } from "./cached";

const parameters = (values: Readonly<Record<string, string>>) => ({
  parameters: Object.entries(values).map(([name, value]) => ({ name, value })),
});

describeLimits(PARAMETER_GROUP, [
  ["family", "valkey8.2", "valkey9", "InvalidParameterValue", "valkey8.2 is not a valid parameter group family"],
  ["name", "sessions--valkey8", "sessions-valkey8", "InvalidParameterValue", "cacheParameterGroupName"],
  ["name", "8-sessions", "sessions-8", "InvalidParameterValue", "cacheParameterGroupName"],
]);

describeRules(
  PARAMETER_GROUP,
  (cloud) => {
    cloud.create(PARAMETER_GROUP, { name: "taken", family: "redis7" });
    return { inputs: { name: "sessions", family: "valkey8" } };
  },
  [
    [
      "a name that another has, in any case",
      { name: "Taken" },
      { name: "taken-too" },
      "CacheParameterGroupAlreadyExists",
      "Taken already exists (name)",
    ],
    [
      "a parameter that there is not",
      parameters({ "maxmemory-polcy": "allkeys-lru" }),
      parameters({ "maxmemory-policy": "allkeys-lru" }),
      "InvalidParameterValue",
      "Could not find parameter with name: maxmemory-polcy (parameters[0])",
    ],
    [
      "an eviction policy that there is not",
      parameters({ "maxmemory-policy": "lru" }),
      parameters({ "maxmemory-policy": "volatile-ttl" }),
      "InvalidParameterValue",
      "Invalid parameter value: lru for: maxmemory-policy (parameters[0])",
    ],
    [
      "a parameter that Valkey 8 has no more",
      parameters({ "lazyfree-lazy-user-del": "yes" }),
      { family: "valkey7", ...parameters({ "lazyfree-lazy-user-del": "yes" }) },
      "InvalidParameterValue",
      "Could not find parameter with name: lazyfree-lazy-user-del",
    ],
    [
      "a time of idle clients below 20 seconds",
      parameters({ timeout: "19" }),
      parameters({ timeout: "20" }),
      "InvalidParameterValue",
      "19 for: timeout",
    ],
    [
      "both reservations of memory",
      parameters({ "reserved-memory-percent": "25", "reserved-memory": "1048576" }),
      parameters({ "reserved-memory-percent": "25" }),
      "InvalidParameterCombination",
      "(parameters)",
    ],
  ],
);

itRefuses(
  "the deletion of a parameter group that is in use",
  (cloud) => {
    const group = cloud.create(PARAMETER_GROUP, { name: "sessions-8", family: "valkey8" });
    const replicationGroup = cloud.create(REPLICATION_GROUP, { ...cached(cloud).inputs, parameterGroupName: group.id });
    const remove = () => {
      cloud.delete(group);
    };
    const neighbour = () => {
      cloud.delete(replicationGroup);
      remove();
    };
    return { violation: remove, neighbour };
  },
  "InvalidCacheParameterGroupState",
  "(used by sessions)",
);

itRefuses(
  "another mode of a parameter group that is in use",
  (cloud) => {
    const group = cloud.create(PARAMETER_GROUP, { name: "sessions-8", family: "valkey8" });
    cloud.create(REPLICATION_GROUP, { ...cached(cloud).inputs, parameterGroupName: group.id });
    return {
      violation: () => cloud.update(group, parameters({ "cluster-enabled": "yes" })),
      neighbour: () => cloud.update(group, parameters({ "maxmemory-policy": "noeviction" })),
    };
  },
  "InvalidCacheParameterGroupState",
  "The parameter cluster-enabled can't be modified",
);

it("keeps the name of a parameter group in lower case", () => {
  const cloud = inLocalCloud();
  const group = cloud.create(PARAMETER_GROUP, { name: "Sessions", family: "valkey8" });

  expect(cloud.outputs(group)).toMatchObject({
    id: "sessions",
    name: "sessions",
    description: "Managed by Pulumi",
    arn: "arn:aws:elasticache:eu-west-1:123456789012:parametergroup:sessions",
  });
});
