import { isDeepStrictEqual } from "node:util";
import { parseArn } from "../../components/shared/arn";
import { arn, hexadecimalToken } from "../model/identifiers";
import { REPOSITORY } from "../services/ecr/repository-lookup";
import { ecrRegistryAt } from "../services/registry/ecr-registry";
import { digestOf, REGISTRY, storedImage, storedRegistry } from "../services/registry/images";
import { SECRET_VERSION } from "../services/secretsmanager/secret-lookup";
import type { CloudResource } from "../model/resource";
import type { SeededAccount, SeededCertificate, SeededRegistry, SeededSecret, SeededZone } from "./account";

/** No stack made these, so they have no URN. */
const SEEDED = { region: "", urn: "" };

const NAME_SERVERS = ["ns-1.awsdns-01.com", "ns-2.awsdns-02.net", "ns-3.awsdns-03.org", "ns-4.awsdns-04.co.uk"];

/** An account's content as resources of the cloud, in order of dependence. */
export function seededResources(account: SeededAccount, accountId: string): CloudResource[] {
  return [
    ...account.hostedZones.map(hostedZone),
    ...account.secrets.flatMap((secret) => secretWithValue(secret, accountId)),
    ...account.registries.flatMap(registryWithImages),
    ...(account.certificates ?? []).flatMap(issuedCertificate),
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

function secretWithValue(secret: SeededSecret, cloudAccountId: string): CloudResource[] {
  const { region, name, suffix, value, accountId = cloudAccountId } = secret;
  const id = arn("secretsmanager", region, accountId, `secret:${name}-${suffix}`);
  const versionId = "0".repeat(32);
  return [
    { ...SEEDED, region, type: "aws:secretsmanager/secret:Secret", id, inputs: { name }, computed: { arn: id, name } },
    {
      ...SEEDED,
      region,
      type: SECRET_VERSION,
      id: `${id}|${versionId}`,
      inputs: { secretId: id, ...(value !== undefined && { secretString: value }) },
      computed: { arn: id, secretArn: id, versionId, versionStages: ["AWSCURRENT"] },
    },
  ];
}

/** A secret whose value nobody gave gets one of its own. */
export function drawnValue(resource: CloudResource): CloudResource {
  const { type, inputs } = resource;
  if (type !== SECRET_VERSION || inputs.secretString !== undefined) return resource;
  return { ...resource, inputs: { ...inputs, secretString: hexadecimalToken(32) } };
}

/**
 * Whether the cloud holds a seed as it is listed. A registry that is listed for its images only keeps the credentials
 * that it demands.
 */
export function isSameSeed(held: CloudResource, listed: CloudResource): boolean {
  const isDrawn = listed.type === SECRET_VERSION && listed.inputs.secretString === undefined;
  const isOfImages = listed.type === REGISTRY && listed.inputs.username === undefined;
  return isDrawn || isOfImages || isDeepStrictEqual(held.inputs, listed.inputs);
}

function registryWithImages({ host, credentials, repositories }: SeededRegistry): CloudResource[] {
  const images = repositories.flatMap(({ path, tags }) =>
    tags.map((tag) =>
      tag.startsWith("sha256:")
        ? storedImage(`${host}/${path}`, tag, [])
        : storedImage(`${host}/${path}`, digestOf(`${host}/${path}:${tag}`), [tag]),
    ),
  );
  const ecr = ecrRegistryAt(host);
  if (ecr === undefined) return [storedRegistry(host, credentials), ...images];
  return [...repositories.map(({ path }) => repositoryOf(path, host, ecr)), ...images];
}

function repositoryOf(
  name: string,
  host: string,
  { accountId, region }: { readonly accountId: string; readonly region: string },
): CloudResource {
  const computed = {
    arn: arn("ecr", region, accountId, `repository/${name}`),
    name,
    registryId: accountId,
    repositoryUrl: `${host}/${name}`,
  };
  return { type: REPOSITORY, id: name, region, urn: "", inputs: { name, imageTagMutability: "MUTABLE" }, computed };
}

/** A certificate with the validation by which the cloud knows that it was issued. */
function issuedCertificate({ arn: id, domains }: SeededCertificate): CloudResource[] {
  const of = { ...SEEDED, region: parseArn(id).region };
  const [domainName] = domains;
  return [
    {
      ...of,
      type: "aws:acm/certificate:Certificate",
      id,
      inputs: { domainName, subjectAlternativeNames: domains.slice(1), validationMethod: "DNS" },
      computed: { arn: id, subjectAlternativeNames: domains, status: "ISSUED", type: "AMAZON_ISSUED" },
    },
    {
      ...of,
      type: "aws:acm/certificateValidation:CertificateValidation",
      id: `seeded ${id}`,
      inputs: { certificateArn: id },
      computed: {},
    },
  ];
}
