import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import { namedTags } from "../shared/tags";
import { transformed } from "../shared/transform";
import type { MonitoringStackArgs, StackChildren } from "./args";

/** Name of the administrator, whom Grafana makes when it starts. */
const ADMINISTRATOR = "admin";

const LENGTH = 40;

/** What Grafana keeps secret: the administrator's password, and the key with which it encrypts what it stores. */
export interface GrafanaSecret {
  readonly secretArn: pulumi.Output<string>;
  /** Variables of Grafana's container. */
  readonly variables: Readonly<Record<"GF_SECURITY_ADMIN_PASSWORD" | "GF_SECURITY_SECRET_KEY", pulumi.Output<string>>>;
}

/** Generates them, and puts them into one secret: JSON with `username`, `password` and `encryption`. */
export function createGrafanaSecret(
  children: StackChildren,
  { kmsKeyArn }: Pick<MonitoringStackArgs, "kmsKeyArn">,
): GrafanaSecret {
  const { name, parent, tags, transform } = children;
  const secretName = `${name}-grafana-administrator`;
  const [password, encryption] = [
    generate(children, "grafana-administrator"),
    generate(children, "grafana-encryption"),
  ];
  const secret = new aws.secretsmanager.Secret(
    ...transformed<aws.secretsmanager.SecretArgs>(
      transform.secret,
      secretName,
      {
        description: `Administrator of the Grafana of ${name}`,
        kmsKeyId: kmsKeyArn,
        recoveryWindowInDays: 7,
        tags: namedTags(secretName, tags),
      },
      { parent },
    ),
  );
  const version = new aws.secretsmanager.SecretVersion(
    ...transformed<aws.secretsmanager.SecretVersionArgs>(
      transform.secretVersion,
      secretName,
      {
        secretId: secret.id,
        secretString: pulumi.secret(
          pulumi
            .all([password, encryption])
            .apply(([given, key]) => JSON.stringify({ username: ADMINISTRATOR, password: given, encryption: key })),
        ),
      },
      { parent },
    ),
  );
  const valueOf = (key: string): pulumi.Output<string> =>
    pulumi.interpolate`${secret.arn}:${key}::${version.versionId}`;
  return {
    secretArn: secret.arn,
    variables: { GF_SECURITY_ADMIN_PASSWORD: valueOf("password"), GF_SECURITY_SECRET_KEY: valueOf("encryption") },
  };
}

function generate({ name, parent, transform }: StackChildren, role: string): pulumi.Output<string> {
  return new random.RandomPassword(
    ...transformed<random.RandomPasswordArgs>(
      transform.password,
      `${name}-${role}`,
      { length: LENGTH, special: false },
      { parent },
    ),
  ).result;
}
