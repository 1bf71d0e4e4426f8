import { digestOf, registryImage } from "../docker/registry-image";
import { arn } from "../model/arn";
import type { CloudResource } from "../model/resource";
import type { CloudState } from "../state/cloud-state";
import { SEEDED_ACCOUNT, type SeededAccount } from "./account";

/** Puts what the account holds from the start where it isn't yet; what programs did since stays as it is. */
export function seed(state: CloudState, account: SeededAccount = SEEDED_ACCOUNT): void {
  const resources = [
    ...account.hostedZones.map(hostedZone),
    ...account.secrets.flatMap((secret) => secretWithValue(secret, state.accountId)),
    ...account.images.flatMap(({ repository, tags }) =>
      tags.map((tag) => registryImage(repository, tag, digestOf(`${repository}:${tag}`))),
    ),
  ];
  for (const resource of resources) {
    if (state.find(resource.type, resource.id) === undefined) state.put(resource);
  }
}

/** No stack made these, so they have no URN. */
const SEEDED = { region: "", urn: "" };

function hostedZone({ id, name }: SeededAccount["hostedZones"][number]): CloudResource {
  const nameServers = ["ns-1.awsdns-01.com", "ns-2.awsdns-02.net", "ns-3.awsdns-03.org", "ns-4.awsdns-04.co.uk"];
  return {
    ...SEEDED,
    type: "aws:route53/zone:Zone",
    id,
    inputs: { name, comment: "Seeded" },
    computed: {
      arn: arn("route53", "", "", `hostedzone/${id}`),
      zoneId: id,
      name,
      nameServers,
      primaryNameServer: nameServers[0],
    },
  };
}

function secretWithValue(
  { region, name, suffix, value }: SeededAccount["secrets"][number],
  accountId: string,
): CloudResource[] {
  const id = arn("secretsmanager", region, accountId, `secret:${name}-${suffix}`);
  const versionId = "0".repeat(32);
  return [
    { ...SEEDED, region, type: "aws:secretsmanager/secret:Secret", id, inputs: { name }, computed: { arn: id, name } },
    {
      ...SEEDED,
      region,
      type: "aws:secretsmanager/secretVersion:SecretVersion",
      id: `${id}|${versionId}`,
      inputs: { secretId: id, secretString: value },
      computed: { arn: id, versionId, versionStages: ["AWSCURRENT"] },
    },
  ];
}
