import { arn } from "../model/identifiers";
import { digestOf, storedImage, storedRegistry } from "../services/registry/images";
import type { CloudResource } from "../model/resource";
import type { SeededAccount, SeededRegistry, SeededSecret, SeededZone } from "./account";

/** No stack made these, so they have no URN. */
const SEEDED = { region: "", urn: "" };

const NAME_SERVERS = ["ns-1.awsdns-01.com", "ns-2.awsdns-02.net", "ns-3.awsdns-03.org", "ns-4.awsdns-04.co.uk"];

/** An account's content as resources of the cloud, in order of dependence. */
export function seededResources(account: SeededAccount, accountId: string): CloudResource[] {
  return [
    ...account.hostedZones.map(hostedZone),
    ...account.secrets.flatMap((secret) => secretWithValue(secret, accountId)),
    ...account.registries.flatMap(registryWithImages),
  ];
}

function hostedZone({ id, name }: SeededZone): CloudResource {
  return {
    ...SEEDED,
    type: "aws:route53/zone:Zone",
    id,
    inputs: { name, comment: "Seeded", forceDestroy: false },
    computed: {
      arn: arn("route53", "", "", `hostedzone/${id}`),
      enableAcceleratedRecovery: false,
      zoneId: id,
      name,
      nameServers: NAME_SERVERS,
      primaryNameServer: NAME_SERVERS[0],
    },
  };
}

function secretWithValue({ region, name, suffix, value }: SeededSecret, accountId: string): CloudResource[] {
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
      computed: { arn: id, secretArn: id, versionId, versionStages: ["AWSCURRENT"] },
    },
  ];
}

function registryWithImages({ host, credentials, repositories }: SeededRegistry): CloudResource[] {
  const images = repositories.flatMap(({ path, tags }) =>
    tags.map((tag) => storedImage(`${host}/${path}`, digestOf(`${host}/${path}:${tag}`), [tag])),
  );
  return [storedRegistry(host, credentials), ...images];
}
