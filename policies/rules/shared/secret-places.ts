import { TASK_DEFINITION } from "./containers";
import { podPathOf, WORKLOADS } from "./kubernetes-pods";

/** How a place holds values. */
export type PlaceKind =
  /** A list of objects with a name and a value each. */
  | "variables"
  /** An object whose names are those of the variables. */
  | "map"
  /** A script, a file or a definition. */
  | "text"
  /** A build specification of CodeBuild, which may fetch variables by their names elsewhere. */
  | "buildspec"
  /** A text in Base64. */
  | "base64"
  /** A command line as a list, or as one text. */
  | "command"
  /** Settings within settings, as of a Helm chart. */
  | "tree"
  /** A parameter of Systems Manager. */
  | "parameter";

/** A place where credentials would stand in plain text. */
export interface Place {
  readonly kind: PlaceKind;
  /** Path of the values, as {@link readersAt} takes it. */
  readonly path: string;
  /** Property of a variable that says where its value comes from, and the text by which that is the variable itself. */
  readonly plainIf?: readonly [property: string, value: string];
}

const variables = (path: string): Place => ({ kind: "variables", path });
const map = (path: string): Place => ({ kind: "map", path });
const text = (path: string): Place => ({ kind: "text", path });
const base64 = (path: string): Place => ({ kind: "base64", path });
const buildspec = (path: string): Place => ({ kind: "buildspec", path });
const command = (path: string): Place => ({ kind: "command", path });
const tree = (path: string): Place => ({ kind: "tree", path });

/** Where a type of resource holds plain texts, and where credentials belong instead. */
export interface SecretPlaces {
  readonly places: readonly Place[];
  /** Who reads what stands there. */
  readonly readers: string;
  /** Where the credential belongs. */
  readonly instead: string;
}

const FETCHED = "have the program fetch it from Secrets Manager or Parameter Store with its role";
const EXAMPLE = '"<ARN>"';

const ecs = {
  readers: "everyone who can read the task definition can read it",
  instead: `move it to Secrets Manager and inject it: secrets: [{ name, valueFrom: ${EXAMPLE} }]`,
};
const instances = {
  readers: "every process on the instance can read it",
  instead: "have the instance fetch it from Secrets Manager or Parameter Store with its role",
};
const described = { readers: "everyone who can read the resource can read it", instead: FETCHED };
const kubernetes = {
  readers: "everyone who can read the workload can read it",
  instead: "move it to a Secret: { name, valueFrom: { secretKeyRef: { name, key } } }",
};

/** The variables and command line of a container of ECS or Batch. */
const containerAt = (path: string): readonly Place[] => [
  variables(`${path}.environment`),
  command(`${path}.command`),
  command(`${path}.entryPoint`),
  command(`${path}.healthCheck.command`),
];

const CODEBUILD_VARIABLES: Place = { ...variables("environment.environmentVariables"), plainIf: ["type", "PLAINTEXT"] };

const BEANSTALK: SecretPlaces = {
  places: [variables("settings")],
  readers: "everyone who can read the environment can read it",
  instead: "name it under the namespace aws:elasticbeanstalk:application:environmentsecrets by the ARN of a secret",
};

/** AWS's types, each with the places where their texts can be read. A further type is a further line. */
const AWS_PLACES: Readonly<Record<string, SecretPlaces>> = {
  [TASK_DEFINITION]: {
    ...ecs,
    places: [...containerAt("containerDefinitions#[]"), map("containerDefinitions#[].logConfiguration.options")],
  },
  "aws:ecs/expressGatewayService:ExpressGatewayService": {
    ...ecs,
    places: [variables("primaryContainer.environments"), command("primaryContainer.commands")],
  },
  "aws:batch/jobDefinition:JobDefinition": {
    ...ecs,
    places: [
      ...containerAt("containerProperties#"),
      ...containerAt("nodeProperties#.nodeRangeProperties[].container"),
      ...containerAt("ecsProperties#.taskProperties[].containers[]"),
      variables("eksProperties.podProperties.containers[].envs"),
      map("parameters"),
    ],
  },
  "aws:lambda/function:Function": {
    readers: "everyone who can read the function's configuration can read it",
    instead: FETCHED,
    places: [map("environment.variables"), command("imageConfig.commands")],
  },
  "aws:codebuild/project:Project": {
    readers: "everyone who can read the project or its builds' logs can read it",
    instead: 'give the variable the type: "SECRETS_MANAGER" or "PARAMETER_STORE" and the name of the secret',
    places: [CODEBUILD_VARIABLES, buildspec("source.buildspec"), buildspec("secondarySources[].buildspec")],
  },
  "aws:codepipeline/pipeline:Pipeline": { ...described, places: [map("stages[].actions[].configuration")] },
  "aws:dms/endpoint:Endpoint": {
    ...described,
    instead: "name a secret under secretsManagerArn",
    places: [text("extraConnectionAttributes")],
  },
  "aws:ssm/association:Association": { ...instances, places: [map("parameters")] },
  "aws:ssm/document:Document": { ...instances, places: [text("content")] },
  "aws:ssm/parameter:Parameter": {
    readers: "it is stored unencrypted, and whoever may read parameters can read it",
    instead: 'set type: "SecureString", with keyId for a key of your own',
    places: [{ kind: "parameter", path: "" }],
  },
  "aws:ec2/instance:Instance": { ...instances, places: [text("userData"), base64("userDataBase64")] },
  "aws:ec2/spotInstanceRequest:SpotInstanceRequest": {
    ...instances,
    places: [text("userData"), base64("userDataBase64")],
  },
  "aws:ec2/launchConfiguration:LaunchConfiguration": {
    ...instances,
    places: [text("userData"), base64("userDataBase64")],
  },
  "aws:ec2/launchTemplate:LaunchTemplate": { ...instances, places: [base64("userData")] },
  "aws:ec2/spotFleetRequest:SpotFleetRequest": { ...instances, places: [text("launchSpecifications[].userData")] },
  "aws:lightsail/instance:Instance": { ...instances, places: [text("userData")] },
  "aws:imagebuilder/component:Component": { ...described, places: [text("data")] },
  "aws:imagebuilder/containerRecipe:ContainerRecipe": { ...described, places: [text("dockerfileTemplateData")] },
  "aws:imagebuilder/imageRecipe:ImageRecipe": { ...instances, places: [base64("userDataBase64")] },
  "aws:sagemaker/notebookInstanceLifecycleConfiguration:NotebookInstanceLifecycleConfiguration": {
    ...instances,
    places: [base64("onCreate"), base64("onStart")],
  },
  "aws:sagemaker/model:Model": {
    ...described,
    places: [map("primaryContainer.environment"), map("containers[].environment")],
  },
  "aws:apprunner/service:Service": {
    ...described,
    instead: "name its secret or parameter under runtimeEnvironmentSecrets",
    places: [
      map("sourceConfiguration.imageRepository.imageConfiguration.runtimeEnvironmentVariables"),
      command("sourceConfiguration.imageRepository.imageConfiguration.startCommand"),
      map("sourceConfiguration.codeRepository.codeConfiguration.codeConfigurationValues.runtimeEnvironmentVariables"),
      command("sourceConfiguration.codeRepository.codeConfiguration.codeConfigurationValues.startCommand"),
    ],
  },
  "aws:amplify/app:App": { ...described, places: [map("environmentVariables"), buildspec("buildSpec")] },
  "aws:amplify/branch:Branch": { ...described, places: [map("environmentVariables")] },
  "aws:elasticbeanstalk/environment:Environment": BEANSTALK,
  "aws:elasticbeanstalk/configurationTemplate:ConfigurationTemplate": BEANSTALK,
  "aws:lightsail/containerServiceDeploymentVersion:ContainerServiceDeploymentVersion": {
    ...described,
    places: [map("containers[].environment"), command("containers[].commands")],
  },
  "aws:glue/job:Job": { ...described, places: [map("defaultArguments"), map("nonOverridableArguments")] },
  "aws:glue/connection:Connection": {
    ...described,
    instead: "name a secret under connectionProperties.SECRET_ID",
    places: [map("connectionProperties")],
  },
  "aws:mwaa/environment:Environment": {
    ...described,
    instead: "let Airflow read connections from Secrets Manager (secrets.backend)",
    places: [map("airflowConfigurationOptions")],
  },
  "aws:emr/cluster:Cluster": {
    ...described,
    places: [command("bootstrapActions[].args"), command("steps[].hadoopJarStep.args")],
  },
  "aws:synthetics/canary:Canary": { ...described, places: [map("runConfig.environmentVariables")] },
  "aws:bedrock/agentcoreAgentRuntime:AgentcoreAgentRuntime": { ...described, places: [map("environmentVariables")] },
  "aws:cloudformation/stack:Stack": {
    ...described,
    instead: "let the template resolve it: {{resolve:secretsmanager:<name>}}",
    places: [map("parameters")],
  },
  "aws:cloudformation/stackSet:StackSet": {
    ...described,
    instead: "let the template resolve it: {{resolve:secretsmanager:<name>}}",
    places: [map("parameters")],
  },
  "aws:apigateway/stage:Stage": { ...described, places: [map("variables")] },
  "aws:apigatewayv2/stage:Stage": { ...described, places: [map("stageVariables")] },
  "aws:sfn/stateMachine:StateMachine": { ...described, places: [text("definition")] },
  "aws:cloudwatch/eventTarget:EventTarget": {
    ...described,
    places: [text("input"), variables("input#.containerOverrides[].environment")],
  },
  "aws:scheduler/schedule:Schedule": {
    ...described,
    places: [text("target.input"), variables("target.input#.containerOverrides[].environment")],
  },
};

/** The variables and command line of each container of a pod. */
function podPlaces(type: string): SecretPlaces {
  const pod = podPathOf(type);
  const containers = ["containers", "initContainers"].map((list) => `${pod}.${list}[]`);
  return {
    ...kubernetes,
    places: containers.flatMap((path) => [
      variables(`${path}.env`),
      command(`${path}.command`),
      command(`${path}.args`),
    ]),
  };
}

const CHART = {
  readers: "it stands in plain text in the release, and in what the chart makes of it",
  instead: "keep it in a Secret, and name that in the chart's values (existingSecret or the like)",
};
const IMAGE = {
  readers: "the history of the image shows it to everyone who can pull the image",
  instead: "mount it while building, as a secret of BuildKit",
};

const OTHER_PLACES: Readonly<Record<string, SecretPlaces>> = {
  ...Object.fromEntries(WORKLOADS.map((type) => [type, podPlaces(type)])),
  "kubernetes:core/v1:ConfigMap": {
    readers: "a ConfigMap is no Secret: everyone who can read the namespace can read it",
    instead: "move it to a Secret",
    places: [map("data")],
  },
  "kubernetes:helm.sh/v3:Release": { ...CHART, places: [tree("values")] },
  "kubernetes:helm.sh/v4:Chart": { ...CHART, places: [tree("values")] },
  "docker:index/image:Image": { ...IMAGE, places: [map("build.args")] },
  "docker-build:index:Image": { ...IMAGE, places: [map("buildArgs")] },
};

/** Every type that has such places. */
export const SECRET_PLACES: Readonly<Record<string, SecretPlaces>> = { ...AWS_PLACES, ...OTHER_PLACES };
