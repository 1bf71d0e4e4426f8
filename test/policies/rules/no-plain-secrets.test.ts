import { noPlainSecrets as rule } from "../../../policies/rules/no-plain-secrets";
import { describeRule, judge, resource, secret, UNKNOWN, type TestResource } from "../support";
import { cronJob, deploymentOf } from "../support/kubernetes";
import { container } from "../support/mutation";

/** A value that no message may show. It is marked as a secret, so a message with it fails the test. */
const PASSWORD = "correct-horse-battery";

type Properties = TestResource["properties"];

function of(type: string, properties: Properties): TestResource {
  return resource(type, "web", properties);
}

function taskDefinition(containerDefinitions: unknown): TestResource {
  return of("aws:ecs/taskDefinition:TaskDefinition", { containerDefinitions });
}

function containerOf(properties: Properties): TestResource {
  return taskDefinition(JSON.stringify([{ name: "web", image: "web@sha256:0", ...properties }]));
}

function withEnvironment(environment: Readonly<Record<string, string>>): TestResource {
  const variables = Object.entries(environment).map(([name, value]) => ({ name, value }));
  const task = containerOf({ environment: variables });
  return { ...task, properties: { ...task.properties, shown: Object.values(environment).map(secret) } };
}

function podWith(environment: Readonly<Record<string, unknown>>): TestResource {
  return deploymentOf({ env: Object.entries(environment).map(([name, value]) => ({ name, value })) });
}

function lambda(variables: unknown): TestResource {
  return of("aws:lambda/function:Function", { environment: { variables } });
}

function build(...environmentVariables: unknown[]): TestResource {
  return of("aws:codebuild/project:Project", { environment: { environmentVariables } });
}

const base64 = (...lines: readonly string[]) => Buffer.from(["#!/bin/bash", ...lines].join("\n")).toString("base64");

function running(...lines: string[]): TestResource {
  return of("aws:ec2/launchTemplate:LaunchTemplate", { userData: base64(...lines) });
}

function release(values: unknown): TestResource {
  return of("kubernetes:helm.sh/v3:Release", { chart: "grafana", values });
}

const AT = "web: containerDefinitions[0].environment[0]";
const POD = "web: spec.template.spec.containers[0]";

/** User data of nodes as `@pulumi/eks` and AWS's guides write it. */
const EKS_SCRIPT = [
  "/etc/eks/bootstrap.sh --apiserver-endpoint 'https://1D2C3B.gr7.eu-west-1.eks.amazonaws.com' \\",
  "  --b64-cluster-ca 'LS0tLS1CRUdJTi' 'shop' --kubelet-extra-args '--node-labels=team=shop'",
  '/opt/aws/bin/cfn-signal --exit-code $? --stack shop --resource nodes --region "eu-west-1"',
];

describeRule(rule, {
  accepts: {
    "settings that are no secrets": { given: withEnvironment({ NODE_ENV: "production", LOG_LEVEL: "information" }) },
    "secrets that are injected": {
      given: taskDefinition(JSON.stringify([{ secrets: [{ name: "DB_PASSWORD", valueFrom: "arn:aws:ssm:x" }] }])),
    },
    "where a secret is, which isn't one": {
      given: [
        withEnvironment({ DB_PASSWORD_SECRET_ARN: "arn:aws:x", TOKEN_TTL: "3600" }),
        lambda({ DB_SECRET: "arn:aws:secretsmanager:eu-west-1:123456789012:secret:db-Ab1" }),
      ],
    },
    "how long one holds, or what it is called": {
      given: withEnvironment({ TOKEN_LIFETIME_SECONDS: "900", PASSWORD_MAX_DAYS: "90", API_KEY_HEADER: "x-api-key" }),
    },
    "a URL without a password": { given: withEnvironment({ DATABASE_HOST: "postgres://user@database:5432/proofpix" }) },
    "what isn't JSON, which AWS refuses": { given: taskDefinition("no JSON") },
    "commands as of AWS's examples": {
      given: [
        containerOf({
          entryPoint: ["sh", "-c"],
          command: [
            "node server.js --port=3000 --token-ttl 60 --secret-id shop/db --no-password --password-file /run/x",
          ],
          healthCheck: { command: ["CMD-SHELL", "curl -f http://localhost/ || exit 1"] },
          logConfiguration: {
            logDriver: "awslogs",
            options: { "awslogs-group": "web", "awslogs-stream-prefix": "web" },
          },
        }),
        containerOf({ command: ["migrate", "--password=$DB_PASSWORD", "--token", "${TOKEN}"] }),
      ],
    },
    "credentials that a script fetches": {
      given: running(
        'DB_PASSWORD="$(aws secretsmanager get-secret-value --secret-id db)"',
        "TOKEN=`curl -X PUT http://169.254.169.254/latest/api/token -H 'X-aws-ec2-metadata-token-ttl-seconds: 60'`",
        "aws ecr get-login-password | docker login --username AWS --password-stdin registry.example.com",
        "DB_SECRET=arn:aws:secretsmanager:x",
        "API_TOKEN='/app/token'",
        "USE_SECRETS=true",
      ),
    },
    "nodes of EKS": {
      given: [running(...EKS_SCRIPT), of("aws:ec2/instance:Instance", { userData: EKS_SCRIPT.join("\n") })],
    },
    "variables of builds that name a parameter or a secret": {
      given: build(
        { name: "DOCKER_PASSWORD", value: "/shop/docker/password", type: "PARAMETER_STORE" },
        { name: "NPM_TOKEN", value: "shop/npm:token", type: "SECRETS_MANAGER" },
        { name: "AWS_DEFAULT_REGION", value: "eu-west-1" },
      ),
    },
    "build specifications that fetch their credentials": {
      given: [
        "env:\n  secrets-manager:\n    NPM_TOKEN: shop/npm:token\n  variables:\n    STAGE: test\n",
        JSON.stringify({ env: { "parameter-store": { NPM_TOKEN: "/shop/npm" }, variables: { STAGE: "test" } } }),
      ].map((buildspec) => of("aws:codebuild/project:Project", { source: { buildspec } })),
    },
    "an encrypted parameter, and plain ones that are no secrets": {
      given: [
        of("aws:ssm/parameter:Parameter", { name: "/shop/db/password", type: "SecureString", value: secret(PASSWORD) }),
        of("aws:ssm/parameter:Parameter", { name: "/secrets/log-level", type: "String", value: "info" }),
      ],
    },
    "a ConfigMap with settings, and that of EKS": {
      given: [
        of("kubernetes:core/v1:ConfigMap", { data: { LOG_LEVEL: "info", "app.yaml": "server:\n  port: 80\n" } }),
        of("kubernetes:core/v1:ConfigMap", {
          metadata: { name: "aws-auth" },
          data: { mapRoles: "- groups:\n  - system:nodes\n  rolearn: arn:aws:iam::1:role/nodes\n  username: a\n" },
        }),
      ],
    },
    "charts that name Secrets": {
      given: release({
        admin: { existingSecret: "grafana", userKey: "admin-user", passwordKey: "admin-password" },
        imagePullSecrets: [{ name: "registry" }],
        serviceAccount: { automountServiceAccountToken: false },
        auth: { secretName: "x", passwordSecretRef: { name: "x", key: "y" } },
        "grafana.ini": { database: { password: "${DB_PASSWORD}" } },
      }),
    },
    "a credential from a Secret": {
      given: deploymentOf({
        env: [{ name: "DB_PASSWORD", valueFrom: { secretKeyRef: { name: "database", key: "password" } } }],
      }),
    },
    "what refers to another variable": { given: podWith({ PGPASSWORD: "$(DB_PASSWORD)", NODE_TOKEN_TTL: 3600 }) },
    "a URL with the password of another variable": {
      given: podWith({ DATABASE: "postgres://user:$(DB_PASSWORD)@database:5432/shop" }),
    },
  },
  refuses: {
    "a credential by its name": {
      given: withEnvironment({ DB_PASSWORD: PASSWORD }),
      violations: [`${AT}["DB_PASSWORD"] has a value that is withheld here: its name is that of a credential`],
    },
    "a key of AWS, whatever it is called": {
      given: withEnvironment({ SETTING: `AKIA${"A".repeat(16)}` }),
      violations: [`${AT}["SETTING"] has a value that is withheld here: it holds an AWS access key`],
    },
    "a URL with a password": {
      given: withEnvironment({ DATABASE_URL: `postgres://user:${PASSWORD}@database:5432/proofpix` }),
      violations: [`${AT}["DATABASE_URL"] has a value that is withheld here: it holds a URL with a password`],
    },
    "a container's command line, and its log driver": {
      given: [
        containerOf({ command: ["serve", "--db-password", PASSWORD] }),
        containerOf({ entryPoint: ["sh", "-c", `API_TOKEN=${PASSWORD} node .`] }),
        containerOf({ logConfiguration: { logDriver: "splunk", options: { "splunk-token": PASSWORD } } }),
      ],
      violations: [
        'web: containerDefinitions[0].command["db-password"] has a value that is withheld here',
        'web: containerDefinitions[0].entryPoint["API_TOKEN"]',
        "web: containerDefinitions[0].logConfiguration.options.splunk-token",
      ],
    },
    "a function's variable": {
      given: lambda({ STRIPE_API_KEY: PASSWORD, TABLE_NAME: "orders" }),
      violations: ["web: environment.variables.STRIPE_API_KEY has a value that is withheld here: its name is that"],
    },
    "a build's plain variable, and its specification": {
      given: [
        build({ name: "NPM_TOKEN", value: PASSWORD }, { name: "X_SECRET", value: PASSWORD, type: "PLAINTEXT" }),
        of("aws:codebuild/project:Project", {
          source: { buildspec: `env:\n  variables:\n    NPM_TOKEN: ${PASSWORD}\n` },
        }),
      ],
      violations: [
        'web: environment.environmentVariables[0]["NPM_TOKEN"]',
        'web: environment.environmentVariables[1]["X_SECRET"]',
        'web: source.buildspec["NPM_TOKEN"]',
      ],
    },
    "JSON that is handed to a task or a workflow": {
      given: [
        of("aws:scheduler/schedule:Schedule", {
          target: {
            input: JSON.stringify({ containerOverrides: [{ environment: [{ name: "API_KEY", value: PASSWORD }] }] }),
          },
        }),
        of("aws:sfn/stateMachine:StateMachine", { definition: JSON.stringify({ Parameters: { password: PASSWORD } }) }),
      ],
      violations: ['web: target.input.containerOverrides[0].environment[0]["API_KEY"]', 'web: definition["password"]'],
    },
    "a parameter that isn't encrypted": {
      given: of("aws:ssm/parameter:Parameter", { name: "/shop/db/password", type: "String", value: secret(PASSWORD) }),
      violations: ["web: value has a value that is withheld here: its name is that of a credential, and it is stored"],
    },
    "user data, however an instance gets it": {
      given: [
        running(`export DB_PASSWORD="${PASSWORD}"`),
        of("aws:ec2/instance:Instance", { userData: `#cloud-config\npassword: ${PASSWORD}\n` }),
        of("aws:ec2/instance:Instance", { userDataBase64: base64(`kubeadm join 10.0.0.1 --token ${PASSWORD}`) }),
        of("aws:ec2/launchConfiguration:LaunchConfiguration", { userData: `$Password = "${PASSWORD}"` }),
        of("aws:ec2/spotFleetRequest:SpotFleetRequest", {
          launchSpecifications: [{ userData: `A_TOKEN=${PASSWORD}` }],
        }),
        of("aws:lightsail/instance:Instance", { userData: `A_TOKEN=${PASSWORD}` }),
      ],
      violations: [
        'web: userData["DB_PASSWORD"] has a value that is withheld here: its name is that of a credential, and every process',
        'web: userData["password"]',
        'web: userDataBase64["token"]',
        'web: userData["Password"]',
        'web: launchSpecifications[0].userData["A_TOKEN"]',
        'web: userData["A_TOKEN"]',
      ],
    },
    "what other services run": {
      given: [
        of("aws:apprunner/service:Service", {
          sourceConfiguration: {
            imageRepository: { imageConfiguration: { runtimeEnvironmentVariables: { API_KEY: PASSWORD } } },
          },
        }),
        of("aws:batch/jobDefinition:JobDefinition", {
          containerProperties: JSON.stringify({ environment: [{ name: "API_KEY", value: PASSWORD }] }),
        }),
        of("aws:elasticbeanstalk/environment:Environment", {
          settings: [{ namespace: "aws:elasticbeanstalk:application:environment", name: "API_KEY", value: PASSWORD }],
        }),
        of("aws:glue/job:Job", { defaultArguments: { "--password": PASSWORD } }),
        of("aws:cloudformation/stack:Stack", { parameters: { DbPassword: PASSWORD } }),
        of("aws:amplify/app:App", { environmentVariables: { API_KEY: PASSWORD } }),
        of("aws:codepipeline/pipeline:Pipeline", {
          stages: [{ actions: [{ configuration: { Owner: "shop", OAuthToken: PASSWORD } }] }],
        }),
        of("aws:dms/endpoint:Endpoint", { extraConnectionAttributes: `parallelLoadThreads=1;password=${PASSWORD}` }),
      ],
      violations: [
        "web: sourceConfiguration.imageRepository.imageConfiguration.runtimeEnvironmentVariables.API_KEY",
        'web: containerProperties.environment[0]["API_KEY"]',
        'web: settings[0]["API_KEY"]',
        "web: defaultArguments.--password",
        "web: parameters.DbPassword",
        "web: environmentVariables.API_KEY",
        "web: stages[0].actions[0].configuration.OAuthToken",
        'web: extraConnectionAttributes["password"]',
      ],
    },
    "a pod's variable and its arguments": {
      given: [podWith({ DB_PASSWORD: secret(PASSWORD) }), deploymentOf({ args: [`--db-password=${PASSWORD}`] })],
      violations: [
        `${POD}.env[0]["DB_PASSWORD"] has a value that is withheld here: its name is that of a credential`,
        `${POD}.args["db-password"]`,
      ],
    },
    "one that prepares a job": {
      given: cronJob({ containers: [], initContainers: [{ name: "setup", env: [{ name: "apiToken", value: "t" }] }] }),
      violations: ['web: spec.jobTemplate.spec.template.spec.initContainers[0].env[0]["apiToken"] has a value'],
    },
    "a ConfigMap, by an entry and by a line of a file": {
      given: of("kubernetes:core/v1:ConfigMap", {
        data: { DB_PASSWORD: PASSWORD, "app.properties": `a=1\nspring.datasource.password=${PASSWORD}\n` },
      }),
      violations: ["web: data.DB_PASSWORD", 'web: data["app.properties"]["spring.datasource.password"]'],
    },
    "values of a chart": {
      given: release({
        adminPassword: PASSWORD,
        datasources: [{ url: `a://b:${PASSWORD}@c` }],
        auth: { password: PASSWORD },
      }),
      violations: ["web: values.adminPassword", "web: values.auth.password", "web: values.datasources[0].url"],
    },
    "arguments of an image's build": {
      given: of("docker-build:index:Image", { buildArgs: { NPM_TOKEN: PASSWORD } }),
      violations: ["web: buildArgs.NPM_TOKEN has a value that is withheld here"],
    },
  },
  boundaries: {
    "a name that is listed as harmless": {
      given: [withEnvironment({ CSRF_TOKEN: "x-csrf-header" }), running("CSRF_TOKEN=x-csrf-header")],
      settings: { harmlessNames: ["CSRF_TOKEN"] },
    },
    "a harmless name with a credential as its value": {
      given: withEnvironment({ CSRF_TOKEN: `ghp_${"a".repeat(36)}` }),
      settings: { harmlessNames: ["CSRF_TOKEN"] },
      violations: [`${AT}["CSRF_TOKEN"] has a value that is withheld here: it holds a GitHub token`],
    },
    "a switch that is called like one": { given: withEnvironment({ USE_TOKEN: "true", ALLOW_EMPTY_PASSWORD: "Yes" }) },
    "an empty credential": { given: [withEnvironment({ DB_PASSWORD: "" }), running('DB_PASSWORD=""', "API_TOKEN=")] },
    "a reference and more": {
      given: podWith({ DB_PASSWORD: "$(PREFIX)-rest" }),
      violations: [`${POD}.env[0]["DB_PASSWORD"] has a value`],
    },
    "two on one line": {
      given: running(`A_TOKEN=${PASSWORD};B_TOKEN='${PASSWORD}'`),
      violations: ['web: userData["A_TOKEN"]', 'web: userData["B_TOKEN"]'],
    },
  },
  missing: {
    "no container definitions": { given: resource("aws:ecs/taskDefinition:TaskDefinition", "web") },
    "no environment": { given: [taskDefinition(JSON.stringify([{ name: "web" }])), deploymentOf({})] },
    "a variable without a value": {
      given: [
        taskDefinition(JSON.stringify([{ environment: [{ name: "DB_PASSWORD" }] }])),
        deploymentOf({ env: [{ name: "DB_PASSWORD" }] }),
      ],
    },
    "nothing of a function, a build, an instance": {
      given: [
        of("aws:lambda/function:Function", {}),
        of("aws:codebuild/project:Project", {}),
        of("aws:ec2/instance:Instance", {}),
      ],
    },
  },
  unknown: {
    "definitions that hold an output": {
      given: taskDefinition(UNKNOWN),
      remarks: ["web: Not determinable yet: containerDefinitions isn't known in a preview"],
    },
    "an unknown value beside a known credential": {
      given: podWith({ DB_PASSWORD: UNKNOWN, API_KEY: PASSWORD }),
      violations: [`${POD}.env[1]["API_KEY"] has a value that is withheld here`],
      remarks: ["web: Not determinable yet: spec.template.spec.containers[0].env[0].value isn't known"],
    },
  },
  production: container({ environment: [{ name: "DB_PASSWORD", value: "hunter2" }] }),
});

it("never shows the values that it objects to", async () => {
  const given = [
    withEnvironment({ DB_PASSWORD: PASSWORD, SECRET: PASSWORD }),
    running(`DB_PASSWORD=${PASSWORD}`, `URL=postgres://a:${PASSWORD}@b/c`),
    release({ adminPassword: PASSWORD }),
  ];
  const { violations } = await judge(rule, given);

  expect(violations).toHaveLength(5);
  expect(violations.join()).not.toContain(PASSWORD);
});
