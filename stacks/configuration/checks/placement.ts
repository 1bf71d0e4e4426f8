import { partProblem } from "../../../components/network/availability-zones";
import { endpointServices } from "../../../components/network/interface-endpoints";
import { parseNetworkBlock } from "../../../components/network/network-block";
import { validateVpcEndpoints } from "../../../components/network/vpc-endpoints-validate";
import type { ArgumentProblems } from "../../../components/shared/validation";
import { keyText, shown } from "../problem";
import type { PartialSettings } from "../schema/settings";

/** Addresses and endpoints that no network can have, and zones, certificate, credentials and keys of another region or account (ENV-4). */
export function checkPlacement(settings: PartialSettings, problems: ArgumentProblems): void {
  checkNetwork(settings, problems);
  checkZones(settings, problems);
  checkCertificate(settings, problems);
  checkCredentials(settings, problems);
  checkSecretKeys(settings, problems);
}

function checkNetwork({ network }: PartialSettings, problems: ArgumentProblems): void {
  const { cidrBlock, interfaceEndpoints } = network ?? {};
  const own = problems.at((path) => `${keyText(["network"])}.${path}`);
  if (cidrBlock !== undefined) own.attempt("cidrBlock", () => parseNetworkBlock(cidrBlock));
  validateVpcEndpoints(
    { services: endpointServices(interfaceEndpoints) },
    own.at((path) => path.replace(/^services/, "interfaceEndpoints")),
  );
}

function checkZones({ region, network }: PartialSettings, problems: ArgumentProblems): void {
  const zones = network?.availabilityZones ?? [];
  zones.forEach((zone, index) => {
    const key = keyText(["network", "availabilityZones", index]);
    problems.require(
      region === undefined || zone.slice(0, -1) === region,
      key,
      `must be a zone of proofpix:region, which is ${shown(region)}, got ${shown(zone)}; write ${shown(`${region ?? ""}${zone.slice(-1)}`)} or change the region`,
    );
    problems.require(
      zones.indexOf(zone) === index,
      key,
      `must be another zone than those before it, got ${shown(zone)} twice; two instances in one zone fall together`,
    );
    const problem = partProblem(zone, zones.slice(0, index));
    if (problem !== undefined) problems.add(key, problem);
  });
}

function checkCertificate(
  { region, allowedAccountIds, certificateArn }: PartialSettings,
  problems: ArgumentProblems,
): void {
  if (certificateArn === undefined) return;
  const [, , , certificateRegion, accountId = ""] = certificateArn.split(":");
  problems.require(
    region === undefined || certificateRegion === region,
    keyText(["certificateArn"]),
    `must be a certificate of the load balancer's region ${shown(region)}, got ${shown(certificateArn)}; request one there`,
  );
  problems.require(
    allowedAccountIds === undefined || allowedAccountIds.includes(accountId),
    keyText(["certificateArn"]),
    `must be a certificate of one of proofpix:allowedAccountIds, got ${shown(certificateArn)}; request one there`,
  );
}

function checkCredentials({ region, registryCredentials }: PartialSettings, problems: ArgumentProblems): void {
  if (region === undefined || registryCredentials?.startsWith("arn:") !== true) return;
  problems.require(
    regionOf(registryCredentials) === region,
    keyText(["registryCredentials"]),
    `must be a secret of ${shown(region)}, where the instances read it; replicate the secret into the region and name the replica`,
  );
}

/** A key encrypts in its own region only (AWS KMS Developer Guide, "Concepts"). */
function checkSecretKeys({ region, secretKeyArns, services }: PartialSettings, problems: ArgumentProblems): void {
  if (region === undefined) return;
  const secrets = services.flatMap((service) => Object.values(service?.secrets ?? {}));
  const regions = [...new Set([region, ...secrets.map(regionOf)])];
  secretKeyArns?.forEach((arn, index) => {
    problems.require(
      regions.includes(regionOf(arn)),
      keyText(["secretKeyArns", index]),
      `must be a key of a region that has secrets, which is ${regions.map(shown).join(", ")}, got ${shown(arn)}; name the key of the secret's own region`,
    );
  });
}

function regionOf(arn: string): string {
  return arn.split(":")[3] ?? "";
}
