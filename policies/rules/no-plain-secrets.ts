import { ALWAYS_MANDATORY, resourceRule, type Finding } from "../core";
import { PLAIN_SECRET_CONFIGURATION, type PlainSecretSettings } from "./shared/plain-secrets";
import { SECRET_PLACES, type SecretPlaces } from "./shared/secret-places";
import { plainSecretsIn, type PlainSecret } from "./shared/secret-search";

export const noPlainSecrets = resourceRule<PlainSecretSettings>({
  name: "no-plain-secrets",
  formerNames: ["no-plain-secrets-in-environment", "kubernetes-no-plain-secrets", "launch-template-confined"],
  title: "No credential stands in plain text where others read it",
  description:
    "Environment variables, command lines, user data, build specifications, parameters, ConfigMaps and values of Helm " +
    "charts hold no credential, by its name or its value.",
  why:
    "Whoever may describe the resource reads the value, in every revision that was ever made, and it stands in plain " +
    "text in logs of API calls. Programs print their environment and their command line when they fail.",
  fix:
    "Keep the value in Secrets Manager, in Parameter Store as a `SecureString` or in a Secret of Kubernetes, and name it " +
    "where the program needs it. A value that once stood in plain text has to be replaced.",
  severity: "critical",
  identifiers: {
    fsbp: ["CodeBuild.2", "ECS.8"],
    checkov: ["CKV_AWS_45", "CKV_AWS_46", "CKV_K8S_35"],
    trivy: ["AVD-AWS-0036"],
  },
  requirements: ["CO-3", "SE-2"],
  references: [
    {
      title: "Amazon ECS Developer Guide, Pass sensitive data to an Amazon ECS container",
      url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specifying-sensitive-data.html",
    },
    {
      title: "AWS Lambda Developer Guide, Working with Lambda environment variables",
      url: "https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html",
    },
    {
      title: "AWS CodeBuild User Guide, Environment variables in build environments",
      url: "https://docs.aws.amazon.com/codebuild/latest/userguide/build-env-ref-env-vars.html",
    },
    {
      title: "Amazon EC2 User Guide, Run commands when you launch an EC2 instance with user data input",
      url: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/user-data.html",
    },
    {
      title: "Kubernetes documentation, Good practices for Kubernetes Secrets",
      url: "https://kubernetes.io/docs/concepts/security/secrets-good-practices/",
    },
  ],
  types: Object.keys(SECRET_PLACES) as [string, ...string[]],
  levels: ALWAYS_MANDATORY,
  configuration: PLAIN_SECRET_CONFIGURATION,
  check(resource, { harmlessNames }) {
    const where = SECRET_PLACES[resource.type];
    if (where === undefined) return [];
    return where.places
      .flatMap((place) => plainSecretsIn(resource, place, harmlessNames))
      .map((secret) => revealed(secret, where));
  },
});

function revealed({ property, reason }: PlainSecret, { readers, instead }: SecretPlaces): Finding {
  return { property, withheld: true, problem: `${reason}, and ${readers}`, allowed: "no credentials", fix: instead };
}
