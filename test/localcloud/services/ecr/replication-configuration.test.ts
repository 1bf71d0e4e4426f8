import { replicasOf } from "../../../../localcloud/services/ecr/replication";
import type { Properties } from "../../../../localcloud/model/values";
import { describeRules, inLocalCloud, itWarns } from "../../support";

const REPLICATION = "aws:ecr/replicationConfiguration:ReplicationConfiguration";
const REPOSITORY = "aws:ecr/repository:Repository";
const INVALID = "InvalidParameterException";

function to(...destinations: Properties[]): Properties {
  const repositoryFilters = [{ filter: "proofpix/", filterType: "PREFIX_MATCH" }];
  return { replicationConfiguration: { rules: [{ destinations, repositoryFilters }] } };
}

function destination(region: string, registryId = "123456789012"): Properties {
  return { region, registryId };
}

function accounts(count: number): Properties[] {
  return Array.from({ length: count }, (_, index) => destination("eu-west-1", String(210_000_000_000 + index)));
}

describeRules(REPLICATION, () => ({ inputs: to(destination("eu-central-1")) }), [
  [
    "the registry itself",
    to(destination("eu-west-1")),
    to(destination("eu-west-1", "210987654321")),
    INVALID,
    "cannot be the same as the source registry' (replicationConfiguration.rules[0].destinations[0].region)",
  ],
  ["more than 25 destinations", to(...accounts(26)), to(...accounts(25)), INVALID, "25 unique destinations at most"],
  [
    "a filter of another kind",
    {
      replicationConfiguration: {
        rules: [
          { destinations: [destination("eu-central-1")], repositoryFilters: [{ filter: "a", filterType: "SUFFIX" }] },
        ],
      },
    },
    {},
    INVALID,
    "repositoryFilters",
  ],
]);

describe("the replication of a registry", () => {
  itWarns(
    "a second configuration in the region",
    (cloud) => {
      cloud.create(REPLICATION, to(destination("eu-central-1")));
      cloud.create(REPLICATION, to(destination("eu-west-3")));
    },
    "the second one overwrites the first",
  );

  it("is one in each region, and has the registry as id", () => {
    const cloud = inLocalCloud();
    const near = cloud.create(REPLICATION, to(destination("eu-central-1")));
    const far = cloud.create(REPLICATION, to(destination("eu-west-1")), "eu-central-1");

    expect(cloud.warnings).toEqual([]);
    expect([near, far].map((each) => cloud.outputs(each).id)).toEqual(["123456789012", "123456789012"]);
    expect(near.computed).toEqual({ registryId: "123456789012" });
  });
});

it("repositories of two regions may have one name", () => {
  const cloud = inLocalCloud();
  const near = cloud.create(REPOSITORY, { name: "proofpix/enterprise" });
  const far = cloud.create(REPOSITORY, { name: "proofpix/enterprise" }, "eu-central-1");

  expect([near, far].map(({ computed }) => computed.repositoryUrl)).toEqual([
    "123456789012.dkr.ecr.eu-west-1.amazonaws.com/proofpix/enterprise",
    "123456789012.dkr.ecr.eu-central-1.amazonaws.com/proofpix/enterprise",
  ]);
  expect(cloud.outputs(far).id).toBe("proofpix/enterprise");
  expect(cloud.cloud.state.ofType(REPOSITORY)).toHaveLength(2);
});

describe("an image that is pushed", () => {
  const HOST = "123456789012.dkr.ecr.eu-west-1.amazonaws.com";
  const FAR = "123456789012.dkr.ecr.eu-central-1.amazonaws.com";

  it.each([
    ["a replicated repository", "proofpix/enterprise", [`${FAR}/proofpix/enterprise:1.0.0`]],
    ["one that isn't there", "proofpix/api", []],
    ["a repository beyond the filters", "tools/build", []],
  ])("to %s is copied into repositories that are there", (_, name, replicas) => {
    const cloud = inLocalCloud();
    cloud.create(REPOSITORY, { name: "proofpix/enterprise" }, "eu-central-1");
    cloud.create(REPOSITORY, { name: "tools/build" }, "eu-central-1");
    cloud.create(REPLICATION, to(destination("eu-central-1")));

    expect(replicasOf(`${HOST}/${name}:1.0.0`, cloud.cloud.state)).toEqual(replicas);
    expect(replicasOf(`${FAR}/${name}:1.0.0`, cloud.cloud.state)).toEqual([]);
    expect(replicasOf(`registry.proofpix.com/${name}:1.0.0`, cloud.cloud.state)).toEqual([]);
  });
});
