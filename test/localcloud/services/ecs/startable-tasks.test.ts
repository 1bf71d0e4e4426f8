import { storedImage, storedRegistry } from "../../../../localcloud/services/registry/images";
import type { Properties } from "../../../../localcloud/model/values";
import { describeRules, inLocalCloud, type TestCloud } from "../../support";
import { serviceTrust } from "../iam/policies";
import { serving } from "./serving";
import { IMAGE, LOG_GROUP, logsTo, ON_FARGATE, only, role, SERVICE, TASK_DEFINITION } from "./tasks";

const PRIVATE_IMAGE = "private.example.com/enterprise:1.0.0";
const ECR_REPOSITORY = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/enterprise";

/** A function that gives the inputs of a waiting service whose container is changed. */
function waiting(cloud: TestCloud) {
  const given = serving(cloud);
  const executionRoleArn = role(cloud, "execution");
  const mayRead = (action: string, resource: string): void => {
    const statement = { Effect: "Allow", Action: action, Resource: resource };
    const document = JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
    cloud.create("aws:iam/rolePolicy:RolePolicy", {
      name: action.replace(":", "-"),
      role: "execution",
      policy: document,
    });
  };
  const { state } = cloud.cloud;
  state.put(storedRegistry("private.example.com", { username: "proofpix", password: "right" }));
  state.put(storedImage("private.example.com/enterprise", "sha256:1", ["1.0.0"]));
  state.put(storedImage(ECR_REPOSITORY, "sha256:2", ["1.0.0"]));
  cloud.create(LOG_GROUP, { name: "/ecs/enterprise" });
  const running = (changes: Properties, ofTask: Properties = {}): Properties => ({
    taskDefinition: cloud.create(TASK_DEFINITION, { ...ON_FARGATE, executionRoleArn, ...only(changes), ...ofTask }).id,
  });
  const versionOf = (secretId: string): string => {
    const versions = state.ofType("aws:secretsmanager/secretVersion:SecretVersion");
    return String(versions.find(({ inputs: { secretId: id } }) => id === secretId)?.computed.versionId);
  };
  const empty = (name: string): string => {
    mayRead("secretsmanager:GetSecretValue", "*");
    return cloud.create("aws:secretsmanager/secret:Secret", { name }).id;
  };
  const unreadable = (name: string, secretString: string, kmsKeyId?: string): string => {
    const secretId = cloud.create("aws:secretsmanager/secret:Secret", { name, ...(kmsKeyId && { kmsKeyId }) }).id;
    cloud.create("aws:secretsmanager/secretVersion:SecretVersion", { secretId, secretString });
    return secretId;
  };
  const secret = (name: string, secretString: string, kmsKeyId?: string): string => {
    const secretId = unreadable(name, secretString, kmsKeyId);
    mayRead("secretsmanager:GetSecretValue", secretId.replace(/[^-]{6}$/, "??????"));
    return secretId;
  };
  const key = (): string => String(cloud.create("aws:kms/key:Key", {}).computed.arn);
  const [ofTasks, ofServices] = [role(cloud, "tasks"), role(cloud, "services", serviceTrust("ecs"))];
  const inputs = { ...given.inputs, waitForSteadyState: true };
  return { running, secret, empty, versionOf, unreadable, mayRead, key, ofTasks, ofServices, inputs };
}

type Waiting = ReturnType<typeof waiting>;

const withCredentials =
  (password: string) =>
  ({ running, secret }: Waiting): Properties =>
    running({
      image: PRIVATE_IMAGE,
      repositoryCredentials: {
        credentialsParameter: secret("credentials", JSON.stringify({ username: "proofpix", password })),
      },
    });

describeRules(SERVICE, waiting, [
  [
    "tasks whose role they can't assume",
    ({ running, ofServices }) => running({}, { taskRoleArn: ofServices }),
    ({ running, ofTasks }) => running({}, { taskRoleArn: ofTasks }),
    "ServiceNotStable",
    "tasks stopped with ECS was unable to assume the role 'arn:aws:iam::123456789012:role/services'",
  ],
  [
    "an image that isn't there",
    ({ running }) => running({ image: IMAGE.replace(/.$/, (last) => (last === "0" ? "1" : "0")) }),
    ({ running }) => running({ image: IMAGE }),
    "ServiceNotStable",
    "(simulated, without the wait): tasks stopped with CannotPullContainerError: pull image manifest: registry.example.com/enterprise@",
  ],
  [
    "a tag that isn't there",
    ({ running }) => running({ image: "registry.example.com/enterprise:1.0.1" }),
    ({ running }) => running({ image: "registry.example.com/enterprise:1.0.0" }),
    "ServiceNotStable",
    "registry.example.com/enterprise:1.0.1: not found",
  ],
  [
    "an image that ECR doesn't have",
    ({ running }) => running({ image: `${ECR_REPOSITORY}:1.0.1` }),
    ({ running }) => running({ image: `${ECR_REPOSITORY}:1.0.0` }),
    "ServiceNotStable",
    "not found",
  ],
  [
    "a registry that nobody told the local cloud of",
    ({ running }) => running({ image: "nginx" }),
    {},
    "ServiceNotStable",
    "nginx: no such host; the local cloud's registries hold what localcloud/seed/account.ts or a file of --seeds lists",
  ],
  [
    "a private image without credentials",
    ({ running }) => running({ image: PRIVATE_IMAGE }),
    withCredentials("right"),
    "ServiceNotStable",
    "401 Unauthorized (repositoryCredentials)",
  ],
  [
    "a private image with wrong credentials",
    withCredentials("wrong"),
    withCredentials("right"),
    "ServiceNotStable",
    "401 Unauthorized (repositoryCredentials)",
  ],
  [
    "credentials that are no JSON",
    ({ running, secret }) =>
      running({ image: PRIVATE_IMAGE, repositoryCredentials: { credentialsParameter: secret("text", "proofpix") } }),
    withCredentials("right"),
    "ServiceNotStable",
    "401 Unauthorized",
  ],
  [
    "a secret that isn't there",
    ({ running }) =>
      running({
        secrets: [{ name: "URL", valueFrom: "arn:aws:secretsmanager:eu-west-1:123456789012:secret:none-abcdef:url::" }],
      }),
    ({ running, secret }) =>
      running({ secrets: [{ name: "URL", valueFrom: `${secret("database", `{"url":"x"}`)}:url::` }] }),
    "ServiceNotStable",
    "ResourceInitializationError: unable to pull secrets or registry auth",
  ],
  [
    "a secret that was created empty",
    ({ running, empty }) => running({ secrets: [{ name: "URL", valueFrom: empty("database") }] }),
    ({ running, secret }) => running({ secrets: [{ name: "URL", valueFrom: secret("database", "x") }] }),
    "ServiceNotStable",
    "unable to retrieve secret from asm: failed to fetch secret arn:aws:secretsmanager:eu-west-1:123456789012:secret:database-",
  ],
  [
    "a version of a secret that isn't there",
    ({ running, secret }) => running({ secrets: [{ name: "URL", valueFrom: `${secret("database", "x")}:::none` }] }),
    ({ running, secret, versionOf }) => {
      const id = secret("database", "x");
      return running({ secrets: [{ name: "URL", valueFrom: `${id}:::${versionOf(id)}` }] });
    },
    "ServiceNotStable",
    "Secrets Manager can't find the specified secret value for VersionId: none",
  ],
  [
    "a key that the secret's JSON doesn't have",
    ({ running, secret }) => running({ secrets: [{ name: "URL", valueFrom: `${secret("database", "{}")}:url::` }] }),
    ({ running, secret }) =>
      running({ secrets: [{ name: "URL", valueFrom: `${secret("database", '{"url":"x"}')}:url:AWSCURRENT:` }] }),
    "ServiceNotStable",
    "did not contain json key url",
  ],
  [
    "a secret that the execution role may not read",
    ({ running, unreadable }) => running({ secrets: [{ name: "URL", valueFrom: unreadable("database", "x") }] }),
    ({ running, secret }) => running({ secrets: [{ name: "URL", valueFrom: secret("database", "x") }] }),
    "ServiceNotStable",
    "role/execution is not authorized to perform: secretsmanager:GetSecretValue on resource: arn:aws:secretsmanager:",
  ],
  [
    "a secret by its partial ARN, where the permission is for that alone",
    ({ running, unreadable, mayRead }) => {
      const valueFrom = unreadable("database", "x").replace(/-[^-]{6}$/, "");
      mayRead("secretsmanager:GetSecretValue", valueFrom);
      return running({ secrets: [{ name: "URL", valueFrom }] });
    },
    ({ running, secret }) =>
      running({ secrets: [{ name: "URL", valueFrom: secret("database", "x").replace(/-[^-]{6}$/, "") }] }),
    "ServiceNotStable",
    "not authorized to perform: secretsmanager:GetSecretValue",
  ],
  [
    "a secret under a key that the execution role may not use",
    ({ running, secret, key }) => running({ secrets: [{ name: "URL", valueFrom: secret("database", "x", key()) }] }),
    ({ running, secret, key, mayRead }) => {
      const own = key();
      mayRead("kms:Decrypt", own);
      return running({ secrets: [{ name: "URL", valueFrom: secret("database", "x", own) }] });
    },
    "ServiceNotStable",
    "AccessDeniedException: Access to KMS is not allowed: arn:aws:kms:",
  ],
  [
    "an image that ECR doesn't have, by its other hosts",
    ({ running }) => running({ image: "123456789012.dkr-ecr.eu-west-1.on.aws/enterprise:1.0.1" }),
    ({ running }) => running({ image: "123456789012.dkr-ecr-fips.eu-west-1.on.aws/enterprise:1.0.0" }),
    "ServiceNotStable",
    "not found",
  ],
  [
    "a log group that isn't there",
    ({ running }) => running({ logConfiguration: logsTo("/ecs/none") }),
    ({ running }) => running({ logConfiguration: logsTo("/ecs/enterprise") }),
    "ServiceNotStable",
    "The specified log group does not exist: /ecs/none",
  ],
]);

describe("tasks that could never start", () => {
  const impossible = ({ running }: Waiting) => running({ image: "nginx" });

  it.each([
    ["nobody waits for them", { waitForSteadyState: false }],
    ["none is wanted", { desiredCount: 0 }],
    ["none is asked for", { desiredCount: undefined }],
  ])("refuse nothing where %s", (_, changes) => {
    const cloud = inLocalCloud();
    const given = waiting(cloud);

    expect(cloud.create(SERVICE, { ...given.inputs, ...impossible(given), ...changes }).id).toContain("/enterprise");
  });

  it("refuse an update that would start them", () => {
    const cloud = inLocalCloud();
    const given = waiting(cloud);
    const service = cloud.create(SERVICE, given.inputs);

    expect(() => cloud.update(service, impossible(given))).toThrow("CannotPullContainerError");
  });

  it("exclude those whose log group ECS may create", () => {
    const cloud = inLocalCloud();
    const given = waiting(cloud);
    const options = { "awslogs-stream-prefix": "ecs", "awslogs-create-group": "true" };
    const creating = given.running({ logConfiguration: logsTo("/ecs/new", options) });

    expect(cloud.create(SERVICE, { ...given.inputs, ...creating }).id).toContain("/enterprise");
  });
});

it("warns of parameters of Systems Manager, which it doesn't model, and not of secrets", () => {
  const cloud = inLocalCloud();
  const given = waiting(cloud);
  const parameter = "arn:aws:ssm:eu-west-1:123456789012:parameter/proofpix/token";
  const secrets = [
    { name: "TOKEN", valueFrom: parameter },
    { name: "KEY", valueFrom: given.secret("key", "value") },
  ];

  cloud.create(SERVICE, { ...given.inputs, ...given.running({ secrets }) });

  expect(cloud.warnings).toEqual([
    `rehearsal: parameters of Systems Manager aren't modelled: nobody looked whether ${parameter} exists`,
  ]);
});
