import type { ArgumentProblems } from "../shared/validation";
import type { DomainArgs, LoadBalancerArgs } from "./args";
import { certificateCovers, domainNames, hostedZone, liesInZone } from "./domain-names";

const LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
const DOMAIN = new RegExp(`^${LABEL}(?:\\.${LABEL})+$`);
const DOMAIN_OR_WILDCARD = new RegExp(`^(?:\\*\\.)?${LABEL}(?:\\.${LABEL})+$`);

/** Longest first name of a certificate (AWS Certificate Manager API Reference, RequestCertificate). */
const MAXIMUM_FIRST_NAME_LENGTH = 64;
const MAXIMUM_NAME_LENGTH = 253;

/** Records names that no certificate or zone can have, and hosts of targets that the certificate does not cover. */
export function validateDomain(args: LoadBalancerArgs, problems: ArgumentProblems): void {
  if (args.domain === undefined) return;
  checkNames(problems, args.domain);
  checkZone(problems, args.domain);
  if (args.certificateArn === undefined) checkHosts(problems, args, domainNames(args.domain));
}

function checkNames(problems: ArgumentProblems, { name, alternativeNames = [] }: DomainArgs): void {
  problems.require(
    DOMAIN.test(name) && name.length <= MAXIMUM_FIRST_NAME_LENGTH,
    "domain.name",
    `must be a domain name in lower case, up to ${MAXIMUM_FIRST_NAME_LENGTH} characters, such as "app.example.com", got ${JSON.stringify(name)}`,
  );
  alternativeNames.forEach((alternative, index) => {
    problems.require(
      DOMAIN_OR_WILDCARD.test(alternative) && alternative.length <= MAXIMUM_NAME_LENGTH,
      `domain.alternativeNames[${index}]`,
      `must be a domain name in lower case or one below "*.", got ${JSON.stringify(alternative)}`,
    );
  });
}

function checkZone(problems: ArgumentProblems, domain: DomainArgs): void {
  const zone = hostedZone(domain);
  const outside = domainNames(domain).filter((name) => !liesInZone(name, zone));
  problems.require(
    DOMAIN.test(zone),
    "domain.hostedZone",
    `must be the name of a hosted zone, without a dot at its end, got ${JSON.stringify(zone)}`,
  );
  problems.require(
    outside.length === 0,
    "domain.hostedZone",
    `the zone ${zone} can't hold records of ${outside.join(", ")}; name the zone that holds all names`,
  );
}

function checkHosts(problems: ArgumentProblems, { targets }: LoadBalancerArgs, names: readonly string[]): void {
  for (const [target, { routing }] of Object.entries(targets)) {
    routing?.hosts?.forEach((host, index) => {
      problems.require(
        certificateCovers(names, host.toLowerCase()),
        `targets.${target}.routing.hosts[${index}]`,
        `the certificate covers ${names.join(", ")} and not ${JSON.stringify(host)}; add it to domain.alternativeNames`,
      );
    });
  }
}
